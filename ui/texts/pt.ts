<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>DEMO</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>Identidade</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>Permissão</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>Fim</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>Etapa {step} de 3, {name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}/{month}/{day}</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>Voltar</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>Texto</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>Cor</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>Ajustes</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>Voz</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>Idioma</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>Altura</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>Altura dos botões</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>Baixar os botões ou voltar à altura normal</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>Fechar</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>Tamanho do texto</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>Cores da tela</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>Guia por voz</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>Idioma・|Language</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>Idioma・Language</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>Mudar o tamanho do texto</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>Mudar as cores da tela</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>Ligar ou desligar a voz</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>Escolher o idioma</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>Texto em tamanho normal</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>Texto maior</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>Texto no tamanho máximo</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>Tela preta ativada</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>Cores normais</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>Guia por voz ligado</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>Guia por voz desligado</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>Os botões estão mais baixos</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>Os botões voltaram à altura normal</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>O tempo foi prolongado</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>Volta ao início em {seconds} segundos</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>A verificação do rosto termina em {seconds} segundos</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>Para ter mais tempo, toque em “Mais tempo” ou na tecla mais.</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>Faltam {seconds} s</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>Mais tempo</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds} s</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>Deixe o cartão onde está</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>Deixe o cartão</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>Retire o seu cartão</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>Retire o cartão</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>Coloque o cartão</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>Coloque o cartão de novo: {how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>recomeça do início</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>continua</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>faltam</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>s</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>Coloque de novo para começar</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Coloque o cartão My Number</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>Com a foto voltada para o aparelho</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>Coloque o cartão no leitor com a foto voltada para o aparelho</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>Este aparelho não pode ser usado agora</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>O médico vê os seus remédios</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>Ajuda a verificar combinações</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>Sem papelada para custos altos</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>Paga só até o seu limite</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>Seus exames ajudam na consulta</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>Só com a sua permissão</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>Como deseja confirmar a sua identidade?</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>Rosto</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>Olhe para a câmera. Pode ficar de óculos e máscara</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>Senha (PIN)</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>Digite os 4 números</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>Não foi possível ler a foto do cartão</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>A câmera não funciona</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>O reconhecimento facial não está pronto</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>Não foi possível confirmar o rosto</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>Este cartão não tem senha</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>A senha está bloqueada</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>Olhe para a câmera</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>A imagem não é guardada</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>Usar a senha</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>Câmera em cima</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>Câmera à esquerda</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>Câmera à direita</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>Câmera embaixo</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>Imagem da câmera. Coloque o rosto dentro do oval</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>Confirmado</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>Coloque o rosto no oval</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>Chegue mais perto</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>Afaste-se um pouco</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>Fique no centro</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>Vire-se para a luz</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>Não fique contra a janela</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>Uma pessoa só, por favor</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>Olhe para a frente</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>Fique parado e espere</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>Mostre os olhos</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>Vire um pouco o rosto</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>Fique assim, sem se mexer</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>Não foi possível confirmar o rosto</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>A câmera não funciona</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>Também pode usar a senha. Deixe o cartão.</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>Deixe o cartão.</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>A recepção vai ajudar. Deixe o cartão.</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>Digitar a senha</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>Tentar o rosto de novo</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>Se nenhum funcionar</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>A recepção confirma você</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>Digite a senha de 4 números</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>Restam {left} tentativas</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>Senha incorreta</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>Restam {left} tentativas</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>Digite os números impressos no cartão</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>Só este simulador pergunta. Os números não são guardados.</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>Nascimento</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>Validade</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>Código</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>Nascimento: ano da era japonesa, mês e dia, 2 dígitos cada</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>Ano de validade, 4 dígitos</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>Código de segurança, 4 dígitos</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>Os números não conferem. Verifique, por favor.</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>{entered} de 14 dígitos digitados</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>Verificando</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>{entered} de 4 números digitados</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>Apagar</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>Entrar</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>Resta só 1 tentativa</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>Se errar, a senha será bloqueada e terá de ir à prefeitura.</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>Digitar</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>Usar o rosto</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>A recepção está verificando</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>Comparando o rosto com a foto do cartão</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>Registrar este cartão como cartão de saúde?</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>Faz-se uma única vez. Depois continua aqui.</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>Registrar</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>Não registrar</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>O certificado do cartão vence logo</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>O certificado do cartão venceu</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>Válido até</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>Faltam {days} dias</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>Até hoje</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>Venceu há {days} dias</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>Renove na prefeitura. Hoje pode continuar.</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>Hoje pode ser atendido, mas sem dados de consultas e remédios. Renove na prefeitura.</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>Entendi</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus dados de saúde anteriores?</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>Usado para a sua consulta e saúde.</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>Válido por 24 horas</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>Permitir tudo</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>Não permitir nada</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>Escolher um a um</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>{index} de {count}</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>Permito</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>Não permito</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>Fornecer</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>Não fornecer</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>Usar</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>Não usar</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>Mais</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>Cirurgias</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>Consultas e remédios</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>Consultas</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>Remédios</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>Exames de rotina</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>Doenças específicas</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>Limite de pagamento</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>Despesas altas</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>sem cirurgias</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>desde os 40</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>Cirurgias</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>Consultas</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>Remédios</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>Exames de rotina</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>Certificado de doença específica</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>Limite de pagamento</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>desde 6/2022</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>últimos 3 anos</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>últimos 5 anos</translation>
  </message>
  <message id="category.TSR.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.LIMIT.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="device.surgery">
    <source>過去の|手術情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus dados de cirurgias?</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus dados de consultas e remédios, sem cirurgias?</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus dados de consultas, sem cirurgias?</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus dados de remédios?</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Permite que este local veja os seus exames de rotina?</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>Fornecer o certificado de doença específica a este local?</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>Usar o benefício de despesas médicas altas?</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>Fornecer o seu limite de pagamento a este local?</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>Permite fornecer dados de cirurgias?</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>Permite fornecer dados de consultas e remédios?</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>Permite fornecer exames de rotina?</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>Permite fornecer o limite de pagamento?</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>Permite fornecer o certificado de doença específica?</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>Como deseja a receita?</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>Eletrônica</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>Sem papel, como dados</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>Papel</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>Recebe a receita em papel</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>Fornecer dados do subsídio médico?</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>A recepção vê o seu cartão de subsídio.</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>Lendo o cartão</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>Verificando o seguro</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>Registrando</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>Concluindo</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>Aguarde</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>Está demorando. Aguarde um pouco mais</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>Recepção concluída</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>Aguarde ser chamado</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>Seguro</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>Confirmado</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>Dados</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>{count} permitidos</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>Não permitido</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>Leitor do cartão: à esquerda da tela</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>Leitor do cartão: à direita da tela</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>Leitor do cartão: abaixo da tela</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>Retire o seu cartão</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>Não esqueça nada</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>Recepção concluída</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>Recepção não concluída</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>Esqueceu o seu cartão</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>O cartão ainda está no leitor</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>Retire o cartão do leitor</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>O cartão foi retirado</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>A recepção não terminou.</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>Nada foi salvo.</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>Identidade</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>Confirmada</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>Ainda não</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>Permitido</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>Não permitido</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>Não escolhido</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>Erro {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>Erro demo {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>Se aparecer de novo</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>avise a recepção</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>Tire da capa</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>Vire a foto para o lado certo</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>Retire e coloque de novo</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>Coloque o cartão My Number</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>Página do seguro no Mynaportal</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>No telefone</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>Aviso de dados do seguro</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>Junto com o cartão</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>Declaração de seguro</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>Preencha na recepção</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>Se não tiver nenhum</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>fale com a recepção</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>Preparando</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>Logo poderá ser usado.</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>Aguarde</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>Leitor de cartão não encontrado</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>O aparelho não está conectado.</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>O leitor não está funcionando</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>O aparelho não está pronto.</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>O leitor está em uso</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>Retire o cartão e espere um pouco.</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>Coloque-o novamente</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>Cartão não reconhecido</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>Verifique se está bem colocado.</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>Não é um cartão My Number</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>Verifique qual cartão está ali.</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>Há dois cartões</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>Não se sabe qual usar.</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>Coloque só um</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>O cartão venceu</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>É preciso renovar na prefeitura.</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>Não foi possível ler o cartão</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>O cartão pode estar danificado.</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>O cartão foi retirado</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>A leitura não tinha terminado.</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>Coloque-o novamente</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>Certificado revogado ou vencido</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>Renove-o na prefeitura.</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>A senha está bloqueada</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>A prefeitura pode desbloquear.</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>Não foi possível ler a foto</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>Não é possível verificar o rosto.</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>Não foi possível abrir a foto</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>Não é possível verificar o rosto.</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>Não foi possível abrir a foto</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>Não é possível verificar o rosto.</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>A câmera não funciona</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>O aparelho não está conectado.</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>A câmera parou</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>Não chega imagem.</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>A verificação do rosto não está pronta</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>Falta um arquivo no aparelho.</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>Não foi possível confirmar a identidade</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>Nem o rosto nem a senha funcionaram.</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>Cartão não registrado no seguro</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>Sem registro não há recepção.</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>Seguro não encontrado</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>Pode estar em andamento.</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>O seguro não pode ser verificado agora</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>O sistema parou. Mostre um destes na recepção.</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>O seguro não pode ser verificado agora</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>Sem rede. Mostre um destes na recepção.</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>O resultado não foi entregue</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>Não foi possível gravar no computador.</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>Não é possível continuar</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>Ocorreu um problema no aparelho.</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Fale com a recepção</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>Escolha o idioma</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>Choose your language</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>Usar o celular</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>Celular</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>Qual é o seu celular?</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>Você confirma com Face ID ou Touch ID</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>Você digita aqui a senha de 4 números</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>Aproxime o celular da leitora de cartões</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>Aproxime o iPhone da leitora</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>Primeiro use Face ID ou Touch ID. Depois mantenha por 1 a 2 segundos</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>Aproxime o celular da leitora</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>Desbloqueie a tela e mantenha por 1 a 2 segundos</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>Aguardando o celular</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>Não mova o celular</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>Saiu cedo demais. Aproxime de novo</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>Digite a senha de 4 números do celular</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>A senha do certificado do celular</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>Pode retirar o celular</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>Retire o celular</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>Coloque o cartão para começar</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>Se não tiver o cartão</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>Este celular ainda não está registrado</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>Na primeira vez, registre com o cartão.</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>Coloque primeiro o cartão My Number</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>A senha do celular está bloqueada</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>Com o cartão é possível continuar.</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Coloque o cartão My Number</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>Ocorreu um erro de comunicação</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>Não foi possível ler o celular.</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Coloque o cartão My Number</translation>
  </message>
</context>
</TS>
