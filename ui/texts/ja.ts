<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>模擬</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>本人確認</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>同意</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>完了</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>3つの手順の {step}つめ、{name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}{month}月{day}日</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>戻る</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>文字</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>色</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>設定</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>音声</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>ことば</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>高さ</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>ボタンの|高さ</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>ボタンを低くする、もとの高さに戻す</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>とじる</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>文字の|大きさ</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>画面の|色</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>音声の|案内</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>ことば・|Language</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>Language・ことば</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>文字の大きさを変える</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>画面の色を変える</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>音声の案内を入れる、切る</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>ことばを選ぶ</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>文字を|標準の|大きさに|しました</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>文字を|大きく|しました</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>文字を|いちばん|大きく|しました</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>黒い|画面に|しました</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>標準の|色に|しました</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>音声の|案内を|入れました</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>音声の|案内を|切りました</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>ボタンを|低く|しました</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>ボタンを|もとの|高さに|戻しました</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>時間を|延ばしました</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>あと{seconds}秒で|最初に|戻ります</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>あと{seconds}秒で|顔の|確認を|終わります</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>あと|{seconds}秒</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>時間を延ばす</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds}秒</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>カードは|そのまま|置いてください</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>カードは|そのまま</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>カードを
お取りください</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>カードを|お取りください</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>カードを|置いてください</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>もう一度|カードを|置くと
{how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>最初から|始まります</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>続きから|始まります</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>あと</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>秒</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>置き直すと|自動で|始まります</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>マイナンバーカードを
置いてください</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>顔写真を|機器側に|向けて|セットします</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>カードの顔写真を機器側に向けて、台の上に置きます</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>ただいま|この機器は
使えません</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>お薬の|記録が
医師に|正しく|伝わります</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>飲み合わせの|確認に|役立ちます</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>高額な|支払いの|手続きが
いりません</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>限度額を|超える|分は|窓口で|払わずに|すみます</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>健診の|結果を
診察に|生かせます</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>同意した|ときだけ|医師が|見られます</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>本人確認の|方法を
選んでください</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>顔認証</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>カメラを見て|確認します
眼鏡・マスクも|そのままで</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>暗証番号</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>4けたの|数字を|入力します</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>カードの|写真を|読めないため|使えません</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>カメラが|使えません</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>顔認証の|準備が|できて|いません</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>顔の|確認が|できませんでした</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>暗証番号の|ない|カードです</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>暗証番号が|ロックされています</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>カメラを|見てください</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>映像は|本人確認|だけに|使い、
保存しません</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>暗証番号にする</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>カメラは|画面の上</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>カメラは|画面の左</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>カメラは|画面の右</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>カメラは|画面の下</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>カメラの映像。顔を楕円の枠に合わせます</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>確認|できました</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>顔を|枠に|合わせてください</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>もう少し|近づいてください</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>少し|後ろに|下がってください</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>枠の|中央に|入ってください</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>明るい|方を|向いてください</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>窓を|背にしないでください</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>お一人で|写ってください</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>正面を|向いてください</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>動かずに|お待ちください</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>目元を|見せてください</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>少し|顔を|左右に|向けてください</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>そのまま
動かないでください</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>顔を|確認
できませんでした</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>カメラが|使えません</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>暗証番号でも|受付できます。
カードは|そのままに|してください。</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>カードは|そのままに|してください。</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>受付の|係員が|確認します。
カードは|そのままに|してください。</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>暗証番号を|入力する</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>もう一度|顔で|確認する</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>どちらも|難しいときは</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>受付の|係員が|確認します</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>暗証番号 |4けたを
入力してください</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>あと |{left}回 |入力できます</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>番号が|ちがいます</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>あと|{left}回|入力できます</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>カードの|おもての|数字を|入力してください</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>模擬機だけの|画面です。|数字は|保存しません。</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>生年月日</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>有効期限</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>セキュリティ|コード</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>生年月日を|年号の|年、月、日の|順に|2けたずつ</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>有効期限の|年を|西暦|4けたで</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>セキュリティコード|4けた</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>数字が|違います。|もう一度|確かめてください</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>14けたのうち {entered}けた入力しました</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>確認しています</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>4けたのうち {entered}けた入力しました</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>消す</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>決定</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>あと|1回だけ
入力できます</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>入力する</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>顔認証にする</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>係員が|確認しています</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>カードの|写真と|お顔を
見くらべています</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>このカードを|健康保険証として
使う|登録を|しますか</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>登録する</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>登録しない</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>電子証明書の|期限が
近づいています</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>電子証明書の|期限が
切れています</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>有効期限</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>あと{days}日</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>今日まで</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>{days}日前に|切れました</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>確認しました</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>この情報は|あなたの|診察や
健康管理の|ために|使用します。</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>この同意は|24時間|有効です</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>すべて|同意する</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>すべて|同意しない</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>1つずつ|選ぶ</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>{count}つのうち |{index}つめ</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>同意する</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>同意しない</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>提供する</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>提供しない</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>利用する</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>利用しない</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>くわしく|見る</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>手術の|情報</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>診療・お薬の|情報</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>診療の|情報</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>お薬の|情報</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>健診の|情報</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>特定疾病の|情報</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>限度額の|情報</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>高額療養費|制度</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>手術以外</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>40歳以上</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>手術の|情報</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>診療の|情報</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>お薬の|情報</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>健診の|情報</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>特定疾病療養|受療証</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>限度額の|情報</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>2022年|6月以降</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>過去3年</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>過去5年</translation>
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
    <translation>過去の|手術情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>特定疾病療養|受療証の|情報を
当機関に|提供しますか</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>高額療養費制度を
利用しますか</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>限度額|情報を
当機関に|提供しますか</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>手術情報の|提供に
同意しますか</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>診療情報|および
薬剤情報の|提供に
同意しますか</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>特定健診等|情報の|提供に
同意しますか</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>限度額|情報の|提供に
同意しますか</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>特定疾病療養|受療証
情報の|提供に
同意しますか</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>処方箋の|発行形態を
選んでください</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>電子処方箋</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>紙を|使わず、|データで
発行します</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>紙の|処方箋</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>紙の|処方箋を
受け取ります</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>医療費助成の|情報を
提供しますか</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>受給者証の|内容を
受付に|伝えます。</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>カードを
読み取っています</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>資格を
確認しています</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>利用登録を
しています</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>受付を
登録しています</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>このまま|お待ちください</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>時間が|かかっています。
もう少し|お待ちください</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>受付が|完了しました</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>お名前を|お呼びするまで|お待ちください</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>資格の|確認</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>できました</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>情報の|提供</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>{count}つに|同意しました</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>同意しませんでした</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>カードの|場所は|画面の|左</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>カードの|場所は|画面の|右</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>カードの|場所は|画面の|下</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>カードを
お取りください</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>お忘れ物に|ご注意ください</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>受付は|完了しています</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>受付は|終わっていません</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>カードの|取り忘れに
ご注意ください</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>カードが|まだ|置かれています</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>台の上のカードを取ります</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>カードが
取り出されました</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>受付は|まだ|終わっていません。</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>ここまでの|内容は|保存されていません。</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>本人確認</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>できました</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>まだです</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>同意しました</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>同意しない</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>まだ|選んでいません</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>エラー {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>模擬エラー {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>繰り返し|表示されるときは</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>受付窓口に|連絡してください</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>ケースから|出す</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>顔写真の|向きを|合わせる</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>一度|取って|置き直す</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>マイナンバーカードを|置く</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>マイナポータルの|資格情報画面</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>スマートフォンで|表示</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>資格情報の|お知らせ</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>カードと|一緒に</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>被保険者資格|申立書</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>受付で|記入します</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>どれも|無いときは</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>受付の|係員に|声を|かけてください</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>準備しています</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>まもなく|使えるようになります。</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>そのまま
お待ちください</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>カードリーダーが
見つかりません</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>機器の|接続が|切れています。</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>カードリーダーが
動いていません</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>機器の|準備が|できていません。</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>カードリーダーが
ほかで|使われています</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>カードを|一度|取って、
しばらく|待ってください。</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>もう一度
置いてください</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>マイナンバーカードを
認識|できません</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>正しく|置かれているか|確認してください。</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>マイナンバーカード|以外が
置かれています</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>マイナンバーカードが
置かれているか|確認してください。</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>カードが|2枚
置かれています</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>どの|カードか|わかりません。</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>1枚だけ
置いてください</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>カードの|有効期限が
切れています</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>市区町村の|窓口で|カードの|更新が|必要です。</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>カードの|内容を
読み取れません</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>カードが|壊れている|ことが|あります。</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>カードが
取り出されました</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>読み取りが|終わる|前でした。</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>もう一度
置いてください</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>電子証明書が
失効・|期限切れです</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>市区町村で|証明書の|更新手続きを|してください。</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>受付窓口に
ご連絡ください</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>暗証番号が
ロックされています</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>市区町村の|窓口で|解除できます。</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>カードの|写真を
読み取れません</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>顔認証が|できません。</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>カードの|写真を
開けません</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>照合番号が|わからず、
顔認証が|できません。</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>カードの|写真を
開けません</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>照合番号が|合わず、
顔認証が|できません。</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>カメラが
使えません</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>機器の|接続が|切れています。</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>カメラが
止まりました</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>映像が|届かなく|なりました。</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>顔認証の|準備が
できません</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>機器の|ファイルが|足りません。</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>本人確認が
できませんでした</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>顔認証・暗証番号の
どちらも|できませんでした。</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>健康保険証の
利用登録が|ありません</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>登録しない|ままでは|受付|できません。</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>保険の|資格が
見つかりません</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>加入の|手続き中の|ことが|あります。</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>いま|資格を
確認|できません</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>いま|資格を
確認|できません</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>通信の|障害です。
受付で、|次の|どれかを|見せてください。</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>受付の|結果を
渡せません|でした</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>受付の|パソコンに|書き込めません。</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>受付を
続けられません</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>機器の|中で|問題が|起きました。</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>受付窓口に
お声がけください</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>ことばを|選んでください</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>Choose your language</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>スマートフォンで|受付</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>スマートフォン</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>スマートフォンの|種類を
選んでください</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>Face IDや|Touch IDで
本人確認をします</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>4けたの|暗証番号を
ここで|入力します</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>スマートフォンを、カードを置く台の上にかざします</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>iPhoneを
かざして|ください</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>スマートフォンを
かざして|ください</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>画面の|ロックを|外して、
1〜2秒|かざします</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>お待ちして|います</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>そのまま|動かさないで|ください</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>早すぎました。
もう一度|かざしてください</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>スマートフォンの|暗証番号
4けたを|入力してください</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>スマートフォン用|電子証明書の|番号です</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>スマートフォンは|離して|大丈夫です</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>離して|大丈夫です</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>カードを|置くと|受付を|始めます</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>カードも|ない|ときは</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>このスマートフォンは
利用登録が|ありません</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>はじめての|ときは、|カードで|利用登録をします。</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>先に|マイナンバーカードを
置いてください</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>スマートフォンの
暗証番号が|ロックされています</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>カードなら|顔認証か|暗証番号で|受付できます。</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>マイナンバーカードを
置いてください</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>通信エラーが
発生しました</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>スマートフォンを|読み取れませんでした。</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>マイナンバーカードを
置いてください</translation>
  </message>
</context>
</TS>
