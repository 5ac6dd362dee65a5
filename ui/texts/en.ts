<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>DEMO</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>Identity</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>Consent</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>Done</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>Step {step} of 3, {name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}/{month}/{day}</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>Back</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>Text</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>Colour</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>Settings</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>Voice</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>Language</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>Height</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>Height of buttons</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>Bring the buttons lower, or back up</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>Close</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>Text size</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>Screen colours</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>Voice guidance</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>Language・|ことば</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>Language・ことば</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>Change the text size</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>Change the screen colours</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>Voice guidance on or off</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>Choose the language</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>Text is now normal size</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>Text is now larger</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>Text is now largest</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>The screen is now black</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>Standard colours</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>Voice guidance is on</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>Voice guidance is off</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>The buttons are now lower</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>The buttons are back up</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>You have more time now</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>Back to the start in {seconds} seconds</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>The face check ends in {seconds} seconds</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>For more time, press “More time” or the plus key.</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>{seconds} s left</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>More time</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds} s</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>Please leave your card in place</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>Leave the card</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>Please take your card</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>Take your card</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>Place your card</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>Place the card again: {how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>it starts over</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>it goes on</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>left</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>s</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>Place it again to start</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Place your My Number Card</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>With the photo towards the device</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>Lay the card on the reader with its photo towards the device</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>This device cannot be used now</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>Your doctor sees your medicines correctly</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>Helps to check combinations</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>No paperwork for high costs</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>You pay only up to your limit</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>Check-up results help your care</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>Only seen if you agree</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>How would you like to confirm who you are?</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>Face</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>Look at the camera. Glasses and mask may stay on</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>PIN</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>Enter your 4 digits</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>The card's photo cannot be read</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>The camera cannot be used</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>Face check is not ready</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>Your face could not be confirmed</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>This card has no PIN</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>The PIN is locked</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>Look at the camera</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>The picture is used for this check only and is not kept</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>Use the PIN</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>Camera is above</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>Camera is on the left</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>Camera is on the right</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>Camera is below</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>Camera picture. Put your face inside the oval</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>Confirmed</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>Put your face in the oval</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>Come a little closer</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>Move back a little</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>Move to the middle</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>Face the light</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>Do not stand against a window</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>One person only, please</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>Look straight ahead</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>Hold still, please wait</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>Let your eyes be seen</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>Turn your head slightly</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>Stay like this, do not move</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>Your face could not be confirmed</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>The camera cannot be used</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>You can also use your PIN. Please leave the card.</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>Please leave the card.</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>A member of staff will help. Please leave the card.</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>Enter the PIN</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>Try my face again</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>If neither works</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>Staff will confirm you</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>Enter your 4-digit PIN</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>{left} tries left</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>Wrong PIN</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>{left} tries left</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>Enter the numbers printed on your card</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>Only this emulator asks. The numbers are not stored.</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>Birth</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>Valid until</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>Security code</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>Birth: year of the Japanese era, month, day, 2 digits each</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>Year of expiry, 4 digits</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>Security code, 4 digits</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>The numbers do not match. Please check them.</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>{entered} of 14 digits entered</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>Checking</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>{entered} of 4 digits entered</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>Erase</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>Enter</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>One try is left</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>If it is wrong, the PIN is locked and you must go to your municipal office.</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>Enter it</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>Use my face</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>Staff are checking</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>They compare your face with the card's photo</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>Register this card as your health insurance card?</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>This is done once only. You can go straight on.</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>Register</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>Do not register</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>Your card's certificate ends soon</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>Your card's certificate has ended</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>Valid until</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>{days} days left</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>Until today</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>Ended {days} days ago</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>Renew it at your municipal office. You can go on today.</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>You can be received today, but care and medicine records cannot be shared. Please renew it at your municipal office.</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>I understand</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Share your past health and medical records with this clinic?</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>Used for your examination and health care.</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>Valid for 24 hours</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>Agree to all</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>Agree to none</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>Choose one by one</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>{index} of {count}</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>I agree</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>I do not agree</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>Provide</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>Do not provide</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>Use it</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>Do not use it</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>More</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>Surgery</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>Care and medicines</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>Medical care</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>Medicines</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>Check-ups</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>Specific diseases</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>Payment limit</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>High-cost benefit</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>no surgery</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>from age 40</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>Surgery</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>Medical care</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>Medicines</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>Check-ups</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>Specific disease certificate</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>Payment limit</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>since June 2022</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>last 3 years</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>last 5 years</translation>
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
    <translation>Share your past surgery records with this clinic?</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Share your past medical and medicine records, without surgery, with this clinic?</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Share your past medical records, without surgery, with this clinic?</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Share your past medicine records with this clinic?</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Share your past health check-up records with this clinic?</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>Provide your specific disease certificate to this clinic?</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>Use the high-cost medical care benefit?</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>Provide your payment limit to this clinic?</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>Do you agree to share surgery information?</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>Do you agree to share care and medicine information?</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>Do you agree to share check-up information?</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>Do you agree to share payment limit information?</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>Do you agree to share specific disease certificate information?</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>How would you like your prescription?</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>Electronic</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>No paper, sent as data</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>Paper</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>You receive a sheet</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>Provide your medical subsidy information?</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>The desk sees what your subsidy card says.</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>Reading your card</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>Checking your insurance</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>Registering</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>Finishing your reception</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>Please wait</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>This is taking longer. Please wait a little more</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>You are
checked in</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>Please wait until you are called</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>Insurance</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>Confirmed</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>Records</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>{count} shared</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>Not shared</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>Card reader: left of the screen</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>Card reader: right of the screen</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>Card reader: below the screen</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>Please take your card</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>Do not forget your things</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>You are checked in</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>You are not checked in</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>You have forgotten your card</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>The card is still on the reader</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>Take the card from the reader</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>The card was taken</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>You are not checked in yet.</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>Nothing has been saved.</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>Identity</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>Confirmed</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>Not yet</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>Agreed</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>Not agreed</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>Not chosen</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>Error {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>Demo error {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>If it comes again</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>please tell the desk</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>Take it out of its case</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>Turn the photo the right way</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>Take it and place it again</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>Place your My Number Card</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>Insurance page of Mynaportal</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>On your phone</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>Notice of insurance information</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>Together with your card</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>Statement of insurance</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>Fill in at the desk</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>If you have none of these</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>please speak to the desk</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>Getting ready</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>It can be used in a moment.</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>Please wait</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>No card reader found</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>The device is not connected.</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>The card reader is not running</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>The device is not ready.</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>The card reader is in use</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>Take the card and wait a moment.</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>Please place it again</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>The card is not recognised</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>Please check that it lies correctly.</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>This is not a My Number Card</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>Please check which card lies there.</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>There are two cards</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>It is not clear which one to use.</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>Please place only one</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>The card has expired</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>It must be renewed at your municipal office.</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>The card's contents cannot be read</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>The card may be damaged.</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>The card was taken</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>It was taken before reading ended.</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>Please place it again</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>The card's certificate is revoked or expired</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>Please renew it at your municipal office.</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>The PIN is locked</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>Your municipal office can unlock it.</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>The card's photo cannot be read</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>Face check is not possible.</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>The card's photo cannot be opened</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>Face check is not possible.</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>The card's photo cannot be opened</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>Face check is not possible.</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>The camera cannot be used</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>The device is not connected.</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>The camera has stopped</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>No picture arrives.</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>Face check cannot be prepared</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>A file of the device is missing.</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>You could not be identified</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>Neither face nor PIN worked.</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>The card is not registered for insurance</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>Without registration you cannot check in.</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>No insurance was found</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>It may still be in procedure.</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>Insurance cannot be checked now</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>The system is down. Please show one of these at the desk.</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>Insurance cannot be checked now</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>The network is down. Please show one of these at the desk.</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>The result could not be delivered</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>The desk's computer cannot be written to.</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>Reception cannot go on</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>A problem occurred in the device.</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Please ask at the desk</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>Choose your language</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>ことばを選んでください</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>Use a smartphone</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>Smartphone</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>Which smartphone do you have?</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>You confirm with Face ID or Touch ID</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>You enter a 4-digit PIN here</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>Hold the smartphone over the card reader</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>Hold your iPhone on the reader</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>First use Face ID or Touch ID. Then hold it for 1 to 2 seconds</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>Hold your smartphone on the reader</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>Unlock the screen. Then hold it for 1 to 2 seconds</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>Waiting for your phone</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>Keep it still</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>It left too early. Hold it again</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>Enter the 4-digit PIN of your smartphone</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>The PIN of its electronic certificate</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>You may take your phone</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>Take your phone</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>Place your card to start</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>If you have no card</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>This smartphone is not registered yet</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>The first time, register with your card.</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>Please place your My Number Card first</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>The PIN of the smartphone is locked</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>With your card you can go on.</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Please place your My Number Card</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>A communication error occurred</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>The smartphone could not be read.</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Please place your My Number Card</translation>
  </message>
</context>
</TS>
