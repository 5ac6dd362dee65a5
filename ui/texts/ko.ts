<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>모의</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>본인 확인</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>동의</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>완료</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>3단계 중 {step}단계, {name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}/{month}/{day}</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>뒤로</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>글자</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>색상</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>설정</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>음성</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>언어</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>높이</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>버튼 높이</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>버튼을 낮추기, 원래 높이로 되돌리기</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>닫기</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>글자 크기</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>화면 색상</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>음성 안내</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>언어・|Language</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>언어・Language</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>글자 크기 바꾸기</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>화면 색상 바꾸기</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>음성 안내 켜기, 끄기</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>언어 고르기</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>글자를 보통 크기로 바꿨습니다</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>글자를 키웠습니다</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>글자를 가장 크게 했습니다</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>검은 화면으로 바꿨습니다</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>보통 색상으로 바꿨습니다</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>음성 안내를 켰습니다</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>음성 안내를 껐습니다</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>버튼을 낮췄습니다</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>버튼을 원래 높이로 되돌렸습니다</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>시간을 연장했습니다</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>{seconds}초 후 처음으로 돌아갑니다</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>{seconds}초 후 얼굴 확인을 마칩니다</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>시간이 더 필요하면 ‘시간 연장’ 또는 더하기 키를 누르세요.</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>{seconds}초 남음</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>시간 연장</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds}초</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>카드를 그대로 두세요</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>카드를 그대로</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>카드를 가져가 주세요</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>카드를 가져가세요</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>카드를 올려 주세요</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>카드를 다시 올리면 {how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>처음부터 시작합니다</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>이어서 시작합니다</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>남음</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>초</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>다시 올리면 자동으로 시작합니다</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>마이넘버카드를 올려 주세요</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>얼굴 사진이 기기를 향하게 놓습니다</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>카드의 사진이 기기를 향하도록 올려놓습니다</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>지금은 이 기기를 사용할 수 없습니다</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>약 기록이 의사에게 정확히 전달됩니다</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>함께 먹는 약을 확인할 수 있습니다</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>고액 진료비 절차가 필요 없습니다</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>한도액까지만 냅니다</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>건강검진 결과를 진료에 활용합니다</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>동의한 경우에만 봅니다</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>본인 확인 방법을 선택해 주세요</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>얼굴 인증</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>카메라를 봅니다. 안경과 마스크는 그대로</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>비밀번호</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>숫자 4자리를 입력합니다</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>카드 사진을 읽을 수 없습니다</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>카메라를 사용할 수 없습니다</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>얼굴 인증이 준비되지 않았습니다</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>얼굴을 확인하지 못했습니다</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>비밀번호가 없는 카드입니다</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>비밀번호가 잠겨 있습니다</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>카메라를 봐 주세요</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>영상은 본인 확인에만 쓰고 저장하지 않습니다</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>비밀번호로 하기</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>카메라는 위쪽</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>카메라는 왼쪽</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>카메라는 오른쪽</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>카메라는 아래쪽</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>카메라 영상. 얼굴을 타원 안에 맞춥니다</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>확인했습니다</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>얼굴을 틀에 맞춰 주세요</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>조금 더 가까이 오세요</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>조금 뒤로 물러나 주세요</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>틀 가운데로 오세요</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>밝은 쪽을 봐 주세요</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>창문을 등지지 마세요</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>한 분만 나오게 해 주세요</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>정면을 봐 주세요</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>움직이지 말고 기다려 주세요</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>눈가를 보여 주세요</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>얼굴을 살짝 좌우로 돌려 주세요</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>그대로 움직이지 마세요</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>얼굴을 확인하지 못했습니다</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>카메라를 사용할 수 없습니다</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>비밀번호로도 접수할 수 있습니다. 카드는 그대로 두세요.</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>카드는 그대로 두세요.</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>직원이 확인합니다. 카드는 그대로 두세요.</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>비밀번호 입력</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>얼굴로 다시 확인</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>둘 다 어려우면</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>접수 직원이 확인합니다</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>비밀번호 4자리를 입력해 주세요</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>{left}번 더 입력할 수 있습니다</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>비밀번호가 다릅니다</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>{left}번 더 입력할 수 있습니다</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>카드 앞면의 숫자를 입력하세요</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>이 모의 장치에만 있는 화면입니다. 숫자는 저장하지 않습니다.</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>생년월일</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>유효기간</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>보안 코드</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>생년월일: 일본 연호의 연도, 월, 일 각 2자리</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>유효기간의 연도, 서기 4자리</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>보안 코드 4자리</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>숫자가 다릅니다. 다시 확인하세요</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>14자리 중 {entered}자리를 입력했습니다</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>확인하고 있습니다</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>4자리 중 {entered}자리 입력</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>지우기</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>확인</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>한 번만 더 입력할 수 있습니다</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>틀리면 비밀번호가 잠기고 구청 등에서 절차가 필요합니다.</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>입력하기</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>얼굴로 하기</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>직원이 확인하고 있습니다</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>카드 사진과 얼굴을 비교하고 있습니다</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>이 카드를 건강보험증으로 등록할까요?</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>등록은 원칙적으로 평생 한 번입니다. 등록하면 바로 접수할 수 있습니다.</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>등록하기</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>등록하지 않기</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>전자증명서 기한이 다가왔습니다</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>전자증명서 기한이 지났습니다</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>유효기한</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>{days}일 남음</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>오늘까지</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>{days}일 전에 끝났습니다</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>구청 등에서 갱신할 수 있습니다. 오늘은 그대로 접수할 수 있습니다.</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>오늘 접수는 되지만 진료·약 정보는 제공할 수 없습니다. 구청 등에서 갱신해 주세요.</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>확인했습니다</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>과거의 건강·의료 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>이 정보는 진찰과 건강 관리에 사용합니다.</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>이 동의는 24시간 유효합니다</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>모두 동의</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>모두 동의 안 함</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>하나씩 선택</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>{count}개 중 {index}번째</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>동의함</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>동의하지 않음</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>제공함</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>제공하지 않음</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>이용함</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>이용하지 않음</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>자세히</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>수술 정보</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>진료·약 정보</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>진료 정보</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>약 정보</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>검진 정보</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>특정질병 정보</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>한도액 정보</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>고액요양비</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>수술 제외</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>40세 이상</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>수술 정보</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>진료 정보</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>약 정보</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>검진 정보</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>특정질병 요양 수료증</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>한도액 정보</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>2022년 6월 이후</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>지난 3년</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>지난 5년</translation>
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
    <translation>과거의 수술 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>수술을 제외한 과거의 진료·약 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>수술을 제외한 과거의 진료 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>과거의 약 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>과거의 검진 정보를 이 기관에 제공하는 데 동의합니까?</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>특정질병 요양 수료증 정보를 이 기관에 제공합니까?</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>고액요양비 제도를 이용합니까?</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>한도액 정보를 이 기관에 제공합니까?</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>수술 정보 제공에 동의합니까?</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>진료 정보 및 약 정보 제공에 동의합니까?</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>특정검진 등 정보 제공에 동의합니까?</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>한도액 정보 제공에 동의합니까?</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>특정질병 요양 수료증 정보 제공에 동의합니까?</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>처방전 형태를 선택해 주세요</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>전자 처방전</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>종이 없이 데이터로 발행</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>종이 처방전</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>종이 처방전을 받습니다</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>의료비 조성 정보를 제공합니까?</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>수급자증 내용을 접수에 전달합니다.</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>카드를 읽고 있습니다</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>자격을 확인하고 있습니다</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>등록하고 있습니다</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>접수를 등록하고 있습니다</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>그대로 기다려 주세요</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>시간이 걸리고 있습니다. 조금 더 기다려 주세요</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>접수가 끝났습니다</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>이름을 부를 때까지 기다려 주세요</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>자격 확인</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>완료</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>정보 제공</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>{count}개 동의</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>동의하지 않음</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>카드 자리: 화면 왼쪽</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>카드 자리: 화면 오른쪽</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>카드 자리: 화면 아래</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>카드를 가져가 주세요</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>잊으신 물건이 없는지 확인하세요</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>접수가 끝났습니다</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>접수가 끝나지 않았습니다</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>카드를 잊지 마세요</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>카드가 아직 놓여 있습니다</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>리더에서 카드를 가져갑니다</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>카드가 치워졌습니다</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>접수가 아직 끝나지 않았습니다.</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>지금까지의 내용은 저장되지 않았습니다.</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>본인 확인</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>완료</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>아직</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>동의</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>동의 안 함</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>아직 선택 안 함</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>오류 {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>모의 오류 {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>다시 표시되면</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>접수창구에 알려 주세요</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>케이스에서 꺼내기</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>사진 방향 맞추기</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>한 번 들었다 다시 놓기</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>마이넘버카드 올리기</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>마이나포털 자격정보 화면</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>스마트폰으로 표시</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>자격정보 알림</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>카드와 함께</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>피보험자 자격 신청서</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>접수에서 작성</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>모두 없으면</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>접수 직원에게 말씀해 주세요</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>준비하고 있습니다</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>곧 사용할 수 있습니다.</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>그대로 기다려 주세요</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>카드 리더를 찾을 수 없습니다</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>기기가 연결되어 있지 않습니다.</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>카드 리더가 작동하지 않습니다</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>기기가 준비되지 않았습니다.</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>카드 리더를 다른 곳에서 쓰고 있습니다</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>카드를 들고 잠시 기다려 주세요.</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>다시 올려 주세요</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>마이넘버카드를 인식할 수 없습니다</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>바르게 놓였는지 확인해 주세요.</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>마이넘버카드가 아닌 것이 놓여 있습니다</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>마이넘버카드가 놓였는지 확인해 주세요.</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>카드가 2장 놓여 있습니다</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>어느 카드인지 알 수 없습니다.</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>1장만 올려 주세요</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>카드 유효기한이 지났습니다</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>구청 등에서 카드를 갱신해야 합니다.</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>카드 내용을 읽을 수 없습니다</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>카드가 손상되었을 수 있습니다.</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>카드가 치워졌습니다</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>읽기가 끝나기 전이었습니다.</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>다시 올려 주세요</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>전자증명서가 실효되었거나 기한이 지났습니다</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>구청 등에서 증명서를 갱신해 주세요.</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>비밀번호가 잠겨 있습니다</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>구청 등에서 해제할 수 있습니다.</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>카드 사진을 읽을 수 없습니다</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>얼굴 인증을 할 수 없습니다.</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>카드 사진을 열 수 없습니다</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>얼굴 인증을 할 수 없습니다.</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>카드 사진을 열 수 없습니다</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>얼굴 인증을 할 수 없습니다.</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>카메라를 사용할 수 없습니다</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>기기가 연결되어 있지 않습니다.</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>카메라가 멈췄습니다</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>영상이 오지 않습니다.</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>얼굴 인증을 준비할 수 없습니다</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>기기의 파일이 부족합니다.</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>본인 확인을 하지 못했습니다</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>얼굴 인증과 비밀번호 모두 되지 않았습니다.</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>건강보험증 이용 등록이 없습니다</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>등록하지 않으면 접수할 수 없습니다.</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>보험 자격을 찾을 수 없습니다</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>가입 절차 중일 수 있습니다.</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>지금 자격을 확인할 수 없습니다</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>확인 시스템이 멈췄습니다. 접수에서 다음 중 하나를 보여 주세요.</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>지금 자격을 확인할 수 없습니다</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>통신 장애입니다. 접수에서 다음 중 하나를 보여 주세요.</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>접수 결과를 전달하지 못했습니다</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>접수 컴퓨터에 기록할 수 없습니다.</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>접수를 계속할 수 없습니다</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>기기 안에서 문제가 생겼습니다.</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>접수창구에 문의해 주세요</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>언어를 선택해 주세요</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>Choose your language</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>스마트폰으로 접수</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>스마트폰</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>스마트폰 종류를 선택해 주세요</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>Face ID나 Touch ID로 본인 확인을 합니다</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>여기에서 4자리 비밀번호를 입력합니다</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>스마트폰을 카드 리더에 가까이 댑니다</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>iPhone을 리더에 대 주세요</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>먼저 Face ID나 Touch ID로 확인한 뒤 1~2초 동안 대 주세요</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>스마트폰을 리더에 대 주세요</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>화면 잠금을 풀고 1~2초 동안 대 주세요</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>스마트폰을 기다리고 있습니다</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>움직이지 말아 주세요</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>너무 빨리 떨어졌습니다. 다시 대 주세요</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>스마트폰용 비밀번호 4자리를 입력해 주세요</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>스마트폰용 전자 증명서의 번호입니다</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>스마트폰을 떼셔도 됩니다</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>스마트폰을 가져가세요</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>카드를 놓으면 시작됩니다</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>카드도 없으시면</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>이 스마트폰은 아직 등록되지 않았습니다</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>처음에는 카드로 등록합니다.</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>먼저 마이넘버카드를 놓아 주세요</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>스마트폰의 비밀번호가 잠겨 있습니다</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>카드로는 접수할 수 있습니다.</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>마이넘버카드를 놓아 주세요</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>통신 오류가 발생했습니다</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>스마트폰을 읽지 못했습니다.</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>마이넘버카드를 놓아 주세요</translation>
  </message>
</context>
</TS>
