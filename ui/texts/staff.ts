<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="ja">
<context>
  <name></name>
  <message id="title">
    <source>資格確認端末</source>
    <translation>資格確認端末</translation>
  </message>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>模擬</translation>
  </message>
  <message id="mode.unattended">
    <source>無人運転モード</source>
    <translation>無人運転モード</translation>
  </message>
  <message id="mode.visual">
    <source>目視確認モード中</source>
    <translation>目視確認モード中</translation>
  </message>
  <message id="mode.to_visual">
    <source>目視確認に切り替える</source>
    <translation>目視確認に切り替える</translation>
  </message>
  <message id="mode.to_unattended">
    <source>無人運転に戻す</source>
    <translation>無人運転に戻す</translation>
  </message>
  <message id="mode.since">
    <source>{who}が {minutes}分前に切り替えました</source>
    <translation>{who}が {minutes}分前に切り替えました</translation>
  </message>
  <message id="mode.until.patient">
    <source>次の1人で自動で戻ります</source>
    <translation>次の1人で自動で戻ります</translation>
  </message>
  <message id="mode.until.minutes">
    <source>あと{minutes}分で自動で戻ります</source>
    <translation>あと{minutes}分で自動で戻ります</translation>
  </message>
  <message id="role.admin">
    <source>管理者</source>
    <translation>管理者</translation>
  </message>
  <message id="role.general">
    <source>一般</source>
    <translation>一般</translation>
  </message>
  <message id="role.records">
    <source>医療情報閲覧</source>
    <translation>医療情報閲覧</translation>
  </message>
  <message id="role.sign_out">
    <source>{role}・サインアウト</source>
    <translation>{role}・サインアウト</translation>
  </message>
  <message id="today">
    <source>今日の受付</source>
    <translation>今日の受付</translation>
  </message>
  <message id="today.count">
    <source>{count}件・要対応 {open}件</source>
    <translation>{count}件・要対応 {open}件</translation>
  </message>
  <message id="today.none">
    <source>今日の受付はまだありません</source>
    <translation>今日の受付はまだありません</translation>
  </message>
  <message id="lookup">
    <source>保険証番号で照会</source>
    <translation>保険証番号で照会</translation>
  </message>
  <message id="column.time">
    <source>時刻</source>
    <translation>時刻</translation>
  </message>
  <message id="column.name">
    <source>氏名</source>
    <translation>氏名</translation>
  </message>
  <message id="column.method">
    <source>本人確認</source>
    <translation>本人確認</translation>
  </message>
  <message id="column.status">
    <source>資格</source>
    <translation>資格</translation>
  </message>
  <message id="column.burden">
    <source>負担</source>
    <translation>負担</translation>
  </message>
  <message id="method.face">
    <source>顔</source>
    <translation>顔</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>暗証番号</translation>
  </message>
  <message id="method.visual">
    <source>目視</source>
    <translation>目視</translation>
  </message>
  <message id="method.none">
    <source>―</source>
    <translation>―</translation>
  </message>
  <message id="method.face.long">
    <source>顔認証</source>
    <translation>顔認証</translation>
  </message>
  <message id="method.pin.long">
    <source>暗証番号</source>
    <translation>暗証番号</translation>
  </message>
  <message id="method.visual.long">
    <source>目視確認</source>
    <translation>目視確認</translation>
  </message>
  <message id="method.none.long">
    <source>本人確認中</source>
    <translation>本人確認中</translation>
  </message>
  <message id="status.reading">
    <source>カードを読取中</source>
    <translation>カードを読取中</translation>
  </message>
  <message id="status.identifying">
    <source>本人確認中</source>
    <translation>本人確認中</translation>
  </message>
  <message id="status.consenting">
    <source>同意を選択中</source>
    <translation>同意を選択中</translation>
  </message>
  <message id="status.valid">
    <source>有効</source>
    <translation>有効</translation>
  </message>
  <message id="status.invalid">
    <source>無効</source>
    <translation>無効</translation>
  </message>
  <message id="status.new">
    <source>新しい資格あり</source>
    <translation>新しい資格あり</translation>
  </message>
  <message id="status.none">
    <source>該当資格なし</source>
    <translation>該当資格なし</translation>
  </message>
  <message id="status.several">
    <source>複数該当</source>
    <translation>複数該当</translation>
  </message>
  <message id="status.refused">
    <source>本人確認できず</source>
    <translation>本人確認できず</translation>
  </message>
  <message id="status.cancelled">
    <source>取り消し</source>
    <translation>取り消し</translation>
  </message>
  <message id="status.timeout">
    <source>時間切れ</source>
    <translation>時間切れ</translation>
  </message>
  <message id="status.removed">
    <source>カード取り出し</source>
    <translation>カード取り出し</translation>
  </message>
  <message id="status.error">
    <source>エラー</source>
    <translation>エラー</translation>
  </message>
  <message id="warn.new.title">
    <source>無効（新しい資格あり）</source>
    <translation>無効（新しい資格あり）</translation>
  </message>
  <message id="warn.new">
    <source>新しい保険の資格が見つかりました。ご本人に確認してください。</source>
    <translation>新しい保険の資格が見つかりました。ご本人に確認してください。</translation>
  </message>
  <message id="warn.invalid.title">
    <source>無効</source>
    <translation>無効</translation>
  </message>
  <message id="warn.invalid">
    <source>資格が有効ではありません。ご本人に確認してください。</source>
    <translation>資格が有効ではありません。ご本人に確認してください。</translation>
  </message>
  <message id="warn.none.title">
    <source>該当資格なし</source>
    <translation>該当資格なし</translation>
  </message>
  <message id="warn.none">
    <source>資格が見つかりません。加入の手続き中のことがあります。</source>
    <translation>資格が見つかりません。加入の手続き中のことがあります。</translation>
  </message>
  <message id="warn.several.title">
    <source>複数該当</source>
    <translation>複数該当</translation>
  </message>
  <message id="warn.several">
    <source>複数の方の資格が見つかりました。枝番と生年月日を確かめてください。</source>
    <translation>複数の方の資格が見つかりました。枝番と生年月日を確かめてください。</translation>
  </message>
  <message id="warn.error.title">
    <source>受付が終わっていません</source>
    <translation>受付が終わっていません</translation>
  </message>
  <message id="warn.error">
    <source>{sentence}</source>
    <translation>{sentence}</translation>
  </message>
  <message id="burden">
    <source>{tenths}割</source>
    <translation>{tenths}割</translation>
  </message>
  <message id="burden.none">
    <source>―</source>
    <translation>―</translation>
  </message>
  <message id="burden.open">
    <source>―（未確定）</source>
    <translation>―（未確定）</translation>
  </message>
  <message id="fact.birth">
    <source>生年月日</source>
    <translation>生年月日</translation>
  </message>
  <message id="fact.age">
    <source>{age}歳</source>
    <translation>{age}歳</translation>
  </message>
  <message id="fact.insurer">
    <source>保険者番号</source>
    <translation>保険者番号</translation>
  </message>
  <message id="fact.burden">
    <source>負担割合</source>
    <translation>負担割合</translation>
  </message>
  <message id="fact.since">
    <source>資格取得日</source>
    <translation>資格取得日</translation>
  </message>
  <message id="fact.new_since">
    <source>新しい資格</source>
    <translation>新しい資格</translation>
  </message>
  <message id="fact.limit">
    <source>限度額区分</source>
    <translation>限度額区分</translation>
  </message>
  <message id="fact.prescription">
    <source>処方箋</source>
    <translation>処方箋</translation>
  </message>
  <message id="fact.valid_until">
    <source>有効期限</source>
    <translation>有効期限</translation>
  </message>
  <message id="since">
    <source>{day}～</source>
    <translation>{day}～</translation>
  </message>
  <message id="none">
    <source>―</source>
    <translation>―</translation>
  </message>
  <message id="prescription.1">
    <source>電子処方箋</source>
    <translation>電子処方箋</translation>
  </message>
  <message id="prescription.2">
    <source>紙の処方箋</source>
    <translation>紙の処方箋</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}{month}月{day}日</translation>
  </message>
  <message id="consents">
    <source>閲覧の同意</source>
    <translation>閲覧の同意</translation>
  </message>
  <message id="consent.SRJ">
    <source>診療情報</source>
    <translation>診療情報</translation>
  </message>
  <message id="consent.YZK">
    <source>薬剤情報</source>
    <translation>薬剤情報</translation>
  </message>
  <message id="consent.SHJ">
    <source>手術情報</source>
    <translation>手術情報</translation>
  </message>
  <message id="consent.TKK">
    <source>特定健診情報</source>
    <translation>特定健診情報</translation>
  </message>
  <message id="consent.TSR">
    <source>特定疾病療養受療証</source>
    <translation>特定疾病療養受療証</translation>
  </message>
  <message id="consent.LIMIT">
    <source>限度額情報</source>
    <translation>限度額情報</translation>
  </message>
  <message id="consent.until">
    <source>同意  {month}月{day}日 {hour}:{minute:02}まで</source>
    <translation>同意  {month}月{day}日 {hour}:{minute:02}まで</translation>
  </message>
  <message id="consent.over">
    <source>期限切れ  {month}月{day}日 {hour}:{minute:02}</source>
    <translation>期限切れ  {month}月{day}日 {hour}:{minute:02}</translation>
  </message>
  <message id="consent.no">
    <source>なし</source>
    <translation>なし</translation>
  </message>
  <message id="consent.unasked">
    <source>尋ねていません</source>
    <translation>尋ねていません</translation>
  </message>
  <message id="kuromaru">
    <source>● は表示できない漢字です。カナと券面で確認してください。</source>
    <translation>● は表示できない漢字です。カナと券面で確認してください。</translation>
  </message>
  <message id="act.choose">
    <source>別の番号で照会</source>
    <translation>別の番号で照会</translation>
  </message>
  <message id="act.again">
    <source>もう一度照会</source>
    <translation>もう一度照会</translation>
  </message>
  <message id="act.cancel">
    <source>受付を取り消す</source>
    <translation>受付を取り消す</translation>
  </message>
  <message id="act.restart">
    <source>最初からやり直す</source>
    <translation>最初からやり直す</translation>
  </message>
  <message id="act.print">
    <source>申立書を印刷</source>
    <translation>申立書を印刷</translation>
  </message>
  <message id="detail.none">
    <source>受付を選んでください</source>
    <translation>受付を選んでください</translation>
  </message>
  <message id="desk">
    <source>受付 {number}番</source>
    <translation>受付 {number}番</translation>
  </message>
  <message id="lamp.reader">
    <source>カードリーダー</source>
    <translation>カードリーダー</translation>
  </message>
  <message id="lamp.camera">
    <source>カメラ</source>
    <translation>カメラ</translation>
  </message>
  <message id="lamp.network">
    <source>回線</source>
    <translation>回線</translation>
  </message>
  <message id="lamp.folder">
    <source>faceフォルダ</source>
    <translation>faceフォルダ</translation>
  </message>
  <message id="lamp.good">
    <source>正常</source>
    <translation>正常</translation>
  </message>
  <message id="visual.title">
    <source>目視確認モードに
切り替えますか</source>
    <translation>目視確認モードに
切り替えますか</translation>
  </message>
  <message id="visual.body">
    <source>係員が、患者さんの顔とカードの写真を見比べて本人確認をします。切り替えた人と時刻が記録されます。</source>
    <translation>係員が、患者さんの顔とカードの写真を見比べて本人確認をします。切り替えた人と時刻が記録されます。</translation>
  </message>
  <message id="visual.one">
    <source>1人の受付が終わったら自動で戻す</source>
    <translation>1人の受付が終わったら自動で戻す</translation>
  </message>
  <message id="visual.minutes">
    <source>{minutes}分たったら自動で戻す</source>
    <translation>{minutes}分たったら自動で戻す</translation>
  </message>
  <message id="visual.no">
    <source>やめる</source>
    <translation>やめる</translation>
  </message>
  <message id="visual.yes">
    <source>切り替える</source>
    <translation>切り替える</translation>
  </message>
  <message id="switched.title">
    <source>目視確認モードに
切り替えました</source>
    <translation>目視確認モードに
切り替えました</translation>
  </message>
  <message id="switched.body">
    <source>受付が済んだら、必ず無人運転に戻してください。</source>
    <translation>受付が済んだら、必ず無人運転に戻してください。</translation>
  </message>
  <message id="ok">
    <source>OK</source>
    <translation>OK</translation>
  </message>
  <message id="check.title">
    <source>患者さんの本人確認</source>
    <translation>患者さんの本人確認</translation>
  </message>
  <message id="check.body">
    <source>患者さんの顔と、カードの写真を見比べてください。</source>
    <translation>患者さんの顔と、カードの写真を見比べてください。</translation>
  </message>
  <message id="check.yes">
    <source>本人と確認した</source>
    <translation>本人と確認した</translation>
  </message>
  <message id="check.no">
    <source>確認できない</source>
    <translation>確認できない</translation>
  </message>
  <message id="cancel.title">
    <source>この受付を
取り消しますか</source>
    <translation>この受付を
取り消しますか</translation>
  </message>
  <message id="cancel.body">
    <source>{name} さんの受付を終わらせます。カードは返すよう案内されます。</source>
    <translation>{name} さんの受付を終わらせます。カードは返すよう案内されます。</translation>
  </message>
  <message id="cancel.no">
    <source>やめる</source>
    <translation>やめる</translation>
  </message>
  <message id="cancel.yes">
    <source>取り消す</source>
    <translation>取り消す</translation>
  </message>
  <message id="signin.title">
    <source>サインイン</source>
    <translation>サインイン</translation>
  </message>
  <message id="signin.user">
    <source>利用者</source>
    <translation>利用者</translation>
  </message>
  <message id="signin.password">
    <source>パスワード</source>
    <translation>パスワード</translation>
  </message>
  <message id="signin.go">
    <source>サインインする</source>
    <translation>サインインする</translation>
  </message>
  <message id="signin.wrong">
    <source>利用者かパスワードがちがいます。</source>
    <translation>利用者かパスワードがちがいます。</translation>
  </message>
  <message id="lookup.title">
    <source>保険証番号で照会</source>
    <translation>保険証番号で照会</translation>
  </message>
  <message id="lookup.insurer">
    <source>保険者番号</source>
    <translation>保険者番号</translation>
  </message>
  <message id="lookup.symbol">
    <source>記号</source>
    <translation>記号</translation>
  </message>
  <message id="lookup.number">
    <source>番号</source>
    <translation>番号</translation>
  </message>
  <message id="lookup.branch">
    <source>枝番</source>
    <translation>枝番</translation>
  </message>
  <message id="lookup.birth">
    <source>生年月日（例 1951-04-03）</source>
    <translation>生年月日（例 1951-04-03）</translation>
  </message>
  <message id="lookup.go">
    <source>照会する</source>
    <translation>照会する</translation>
  </message>
  <message id="lookup.no">
    <source>やめる</source>
    <translation>やめる</translation>
  </message>
  <message id="lookup.bad_birth">
    <source>生年月日は 1951-04-03 のように書いてください。</source>
    <translation>生年月日は 1951-04-03 のように書いてください。</translation>
  </message>
  <message id="lookup.bad_number">
    <source>保険者番号は6けたか8けたの数字です。</source>
    <translation>保険者番号は6けたか8けたの数字です。</translation>
  </message>
  <message id="help">
    <source>通信障害のとき</source>
    <translation>通信障害のとき</translation>
  </message>
  <message id="help.title">
    <source>資格を確認できないとき</source>
    <translation>資格を確認できないとき</translation>
  </message>
  <message id="help.portal">
    <source>マイナポータルの資格情報画面を見せてもらう</source>
    <translation>マイナポータルの資格情報画面を見せてもらう</translation>
  </message>
  <message id="help.notice">
    <source>「資格情報のお知らせ」をカードと一緒に見せてもらう</source>
    <translation>「資格情報のお知らせ」をカードと一緒に見せてもらう</translation>
  </message>
  <message id="help.statement">
    <source>被保険者資格申立書に記入してもらう</source>
    <translation>被保険者資格申立書に記入してもらう</translation>
  </message>
  <message id="help.repeat">
    <source>再診の方は、前回までの資格を口頭で確かめる</source>
    <translation>再診の方は、前回までの資格を口頭で確かめる</translation>
  </message>
  <message id="help.never">
    <source>10割を請求することはありません。</source>
    <translation>10割を請求することはありません。</translation>
  </message>
  <message id="help.print">
    <source>この案内と申立書をPDFにする</source>
    <translation>この案内と申立書をPDFにする</translation>
  </message>
  <message id="help.close">
    <source>とじる</source>
    <translation>とじる</translation>
  </message>
  <message id="statement.title">
    <source>被保険者資格申立書</source>
    <translation>被保険者資格申立書</translation>
  </message>
  <message id="statement.demo">
    <source>模擬 ― 実際の受付には使えません</source>
    <translation>模擬 ― 実際の受付には使えません</translation>
  </message>
  <message id="statement.lead">
    <source>資格の確認ができないため、次のとおり申し立てます。</source>
    <translation>資格の確認ができないため、次のとおり申し立てます。</translation>
  </message>
  <message id="statement.name">
    <source>氏名</source>
    <translation>氏名</translation>
  </message>
  <message id="statement.kana">
    <source>フリガナ</source>
    <translation>フリガナ</translation>
  </message>
  <message id="statement.birth">
    <source>生年月日</source>
    <translation>生年月日</translation>
  </message>
  <message id="statement.sex">
    <source>性別</source>
    <translation>性別</translation>
  </message>
  <message id="statement.address">
    <source>住所</source>
    <translation>住所</translation>
  </message>
  <message id="statement.phone">
    <source>電話番号</source>
    <translation>電話番号</translation>
  </message>
  <message id="statement.insurer">
    <source>保険者等の名称</source>
    <translation>保険者等の名称</translation>
  </message>
  <message id="statement.employer">
    <source>事業所名（お勤めの方）</source>
    <translation>事業所名（お勤めの方）</translation>
  </message>
  <message id="statement.burden">
    <source>窓口負担割合</source>
    <translation>窓口負担割合</translation>
  </message>
  <message id="statement.date">
    <source>記入日</source>
    <translation>記入日</translation>
  </message>
  <message id="statement.sign">
    <source>署名</source>
    <translation>署名</translation>
  </message>
  <message id="desk.other">
    <source>ほかの受付</source>
    <translation>ほかの受付</translation>
  </message>
  <message id="method.lookup">
    <source>照会</source>
    <translation>照会</translation>
  </message>
  <message id="method.lookup.long">
    <source>番号で照会</source>
    <translation>番号で照会</translation>
  </message>
  <message id="signin.nobody">
    <source>利用者がまだいません。kiosk staff account add で作ってください。</source>
    <translation>利用者がまだいません。kiosk staff account add で作ってください。</translation>
  </message>
  <message id="signin.wait">
    <source>続けてまちがえました。{seconds}秒待ってから、もう一度サインインしてください。</source>
    <translation>続けてまちがえました。{seconds}秒待ってから、もう一度サインインしてください。</translation>
  </message>
  <message id="signin.demo">
    <source>模擬の利用者です。押すとサインインします。</source>
    <translation>模擬の利用者です。押すとサインインします。</translation>
  </message>
  <message id="signin.demo.account">
    <source>{role}　{name} / {password}</source>
    <translation>{role}　{name} / {password}</translation>
  </message>
  <message id="lookup.reference">
    <source>または 照会番号（当院の患者番号）</source>
    <translation>または 照会番号（当院の患者番号）</translation>
  </message>
  <message id="lookup.no_number">
    <source>番号を書いてください。</source>
    <translation>番号を書いてください。</translation>
  </message>
  <message id="notice.expiring.title">
    <source>電子証明書の期限が近づいています</source>
    <translation>電子証明書の期限が近づいています</translation>
  </message>
  <message id="notice.expiring">
    <source>市区町村での更新をご案内ください。</source>
    <translation>市区町村での更新をご案内ください。</translation>
  </message>
  <message id="notice.grace.title">
    <source>電子証明書の期限が切れています</source>
    <translation>電子証明書の期限が切れています</translation>
  </message>
  <message id="notice.grace">
    <source>診療・薬剤の情報は閲覧できません。市区町村での更新をご案内ください。</source>
    <translation>診療・薬剤の情報は閲覧できません。市区町村での更新をご案内ください。</translation>
  </message>
  <message id="notice.unregistered.title">
    <source>有効（未登録）</source>
    <translation>有効（未登録）</translation>
  </message>
  <message id="notice.unregistered">
    <source>今月の医療券が登録されていません。福祉事務所に確認してください。</source>
    <translation>今月の医療券が登録されていません。福祉事務所に確認してください。</translation>
  </message>
  <message id="notice.late.title">
    <source>結果が遅れて届きました</source>
    <translation>結果が遅れて届きました</translation>
  </message>
  <message id="notice.late">
    <source>同意と結果は登録されています。患者の画面には表示されていません。</source>
    <translation>同意と結果は登録されています。患者の画面には表示されていません。</translation>
  </message>
  <message id="notice.given_up.title">
    <source>結果を受け取れませんでした</source>
    <translation>結果を受け取れませんでした</translation>
  </message>
  <message id="notice.given_up">
    <source>資格確認のシステムが受け付けませんでした。理由はジャーナルにあります。保険の記号・番号で照会してください。次に起動したときに、もう一度問い合わせます。</source>
    <translation>資格確認のシステムが受け付けませんでした。理由はジャーナルにあります。保険の記号・番号で照会してください。次に起動したときに、もう一度問い合わせます。</translation>
  </message>
  <message id="lamp.fault.starting">
    <source>準備中</source>
    <translation>準備中</translation>
  </message>
  <message id="lamp.fault.reader.missing">
    <source>見つかりません</source>
    <translation>見つかりません</translation>
  </message>
  <message id="lamp.fault.reader.service_down">
    <source>サービス停止</source>
    <translation>サービス停止</translation>
  </message>
  <message id="lamp.fault.reader.busy">
    <source>使用中</source>
    <translation>使用中</translation>
  </message>
  <message id="lamp.fault.camera.missing">
    <source>見つかりません</source>
    <translation>見つかりません</translation>
  </message>
  <message id="lamp.fault.camera.ended">
    <source>映像なし</source>
    <translation>映像なし</translation>
  </message>
  <message id="lamp.fault.engine.weights">
    <source>顔認証 停止</source>
    <translation>顔認証 停止</translation>
  </message>
  <message id="lamp.fault.eligibility.system_down">
    <source>システム停止</source>
    <translation>システム停止</translation>
  </message>
  <message id="lamp.fault.eligibility.network_down">
    <source>つながりません</source>
    <translation>つながりません</translation>
  </message>
  <message id="lamp.fault.folder.unwritable">
    <source>書き込めません</source>
    <translation>書き込めません</translation>
  </message>
  <message id="fault.starting">
    <source>準備中です。少しお待ちください。</source>
    <translation>準備中です。少しお待ちください。</translation>
  </message>
  <message id="fault.reader.missing">
    <source>カードリーダーが見つかりません。接続を確かめてください。</source>
    <translation>カードリーダーが見つかりません。接続を確かめてください。</translation>
  </message>
  <message id="fault.reader.service_down">
    <source>カードリーダーのサービスが止まっています。起動してください。</source>
    <translation>カードリーダーのサービスが止まっています。起動してください。</translation>
  </message>
  <message id="fault.reader.busy">
    <source>カードリーダーをほかのプログラムが使っています。閉じてください。</source>
    <translation>カードリーダーをほかのプログラムが使っています。閉じてください。</translation>
  </message>
  <message id="fault.card.unreadable">
    <source>カードを読めません。ケースから出して、置き直してもらってください。</source>
    <translation>カードを読めません。ケースから出して、置き直してもらってください。</translation>
  </message>
  <message id="fault.card.not_my_number">
    <source>マイナンバーカード以外が置かれました。カードを確かめてください。</source>
    <translation>マイナンバーカード以外が置かれました。カードを確かめてください。</translation>
  </message>
  <message id="fault.card.second">
    <source>カードが2枚置かれました。1枚だけ置いてもらってください。</source>
    <translation>カードが2枚置かれました。1枚だけ置いてもらってください。</translation>
  </message>
  <message id="fault.card.expired">
    <source>カードの有効期限が切れています。市区町村での更新をご案内ください。</source>
    <translation>カードの有効期限が切れています。市区町村での更新をご案内ください。</translation>
  </message>
  <message id="fault.card.malformed">
    <source>カードの内容を読み取れません。市区町村でのご確認をご案内ください。</source>
    <translation>カードの内容を読み取れません。市区町村でのご確認をご案内ください。</translation>
  </message>
  <message id="fault.card.taken">
    <source>受付の途中でカードが取り出されました。もう一度置いてもらってください。</source>
    <translation>受付の途中でカードが取り出されました。もう一度置いてもらってください。</translation>
  </message>
  <message id="fault.certificate.invalid">
    <source>電子証明書の失効・有効期限切れです。市区町村での更新をご案内ください。</source>
    <translation>電子証明書の失効・有効期限切れです。市区町村での更新をご案内ください。</translation>
  </message>
  <message id="fault.pin.locked">
    <source>暗証番号がロックされています。顔認証か目視確認で受け付けてください。</source>
    <translation>暗証番号がロックされています。顔認証か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.photo.unreadable">
    <source>カードの写真を使えません。暗証番号か目視確認で受け付けてください。</source>
    <translation>カードの写真を使えません。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.code_b.missing">
    <source>カードの写真を開けません。暗証番号か目視確認で受け付けてください。</source>
    <translation>カードの写真を開けません。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.code_b.wrong">
    <source>カードの写真を開けません。暗証番号か目視確認で受け付けてください。</source>
    <translation>カードの写真を開けません。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.camera.missing">
    <source>カメラが見つかりません。暗証番号か目視確認で受け付けてください。</source>
    <translation>カメラが見つかりません。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.camera.ended">
    <source>カメラの映像が止まりました。暗証番号か目視確認で受け付けてください。</source>
    <translation>カメラの映像が止まりました。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.engine.weights">
    <source>顔認証を使えません。暗証番号か目視確認で受け付けてください。</source>
    <translation>顔認証を使えません。暗証番号か目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.identity.refused">
    <source>顔認証・暗証番号で確認できませんでした。目視確認で受け付けてください。</source>
    <translation>顔認証・暗証番号で確認できませんでした。目視確認で受け付けてください。</translation>
  </message>
  <message id="fault.eligibility.not_registered">
    <source>健康保険証の利用登録をしませんでした。別の方法で資格を確認してください。</source>
    <translation>健康保険証の利用登録をしませんでした。別の方法で資格を確認してください。</translation>
  </message>
  <message id="fault.eligibility.no_such_person">
    <source>このカードの資格が見つかりません。別の方法で資格を確認してください。</source>
    <translation>このカードの資格が見つかりません。別の方法で資格を確認してください。</translation>
  </message>
  <message id="fault.eligibility.system_down">
    <source>システムが応答しません。「通信障害のとき」をご覧ください。</source>
    <translation>システムが応答しません。「通信障害のとき」をご覧ください。</translation>
  </message>
  <message id="fault.eligibility.network_down">
    <source>回線がつながりません。「通信障害のとき」をご覧ください。</source>
    <translation>回線がつながりません。「通信障害のとき」をご覧ください。</translation>
  </message>
  <message id="fault.folder.unwritable">
    <source>結果をfaceフォルダに書き込めません。フォルダの場所と空きを確かめてください。</source>
    <translation>結果をfaceフォルダに書き込めません。フォルダの場所と空きを確かめてください。</translation>
  </message>
  <message id="fault.internal">
    <source>プログラムの誤りで受付を終えました。もう一度カードを置いてもらってください。</source>
    <translation>プログラムの誤りで受付を終えました。もう一度カードを置いてもらってください。</translation>
  </message>
  <message id="status.checking">
    <source>資格を確認中</source>
    <translation>資格を確認中</translation>
  </message>
  <message id="warn.lookup.title">
    <source>照会できませんでした</source>
    <translation>照会できませんでした</translation>
  </message>
  <message id="warn.refused.title">
    <source>本人と確認できませんでした</source>
    <translation>本人と確認できませんでした</translation>
  </message>
  <message id="warn.refused">
    <source>{sentence}</source>
    <translation>{sentence}</translation>
  </message>
  <message id="mode.since.now">
    <source>{who}が いま切り替えました</source>
    <translation>{who}が いま切り替えました</translation>
  </message>
  <message id="method.phone">
    <source>スマホ</source>
    <translation>スマホ</translation>
  </message>
  <message id="method.phone.long">
    <source>スマートフォン</source>
    <translation>スマートフォン</translation>
  </message>
  <message id="fault.phone.not_registered">
    <source>スマートフォンはまだ利用登録されていません。カードで登録してもらってください。</source>
    <translation>スマートフォンはまだ利用登録されていません。カードで登録してもらってください。</translation>
  </message>
  <message id="fault.phone.pin_locked">
    <source>スマートフォンの暗証番号がロックされています。カードで受け付けてください。</source>
    <translation>スマートフォンの暗証番号がロックされています。カードで受け付けてください。</translation>
  </message>
  <message id="fault.phone.connection">
    <source>スマートフォンを読み取れません。カードで受け付けてください。</source>
    <translation>スマートフォンを読み取れません。カードで受け付けてください。</translation>
  </message>
  <message id="restart.title">
    <source>この受付を
最初からやり直しますか</source>
    <translation>この受付を
最初からやり直しますか</translation>
  </message>
  <message id="restart.body">
    <source>{name} さんの受付を取り消し、置いてあるカードでもう一度始めます。カードがなければ取り消しだけをします。</source>
    <translation>{name} さんの受付を取り消し、置いてあるカードでもう一度始めます。カードがなければ取り消しだけをします。</translation>
  </message>
  <message id="restart.no">
    <source>やめる</source>
    <translation>やめる</translation>
  </message>
  <message id="restart.yes">
    <source>やり直す</source>
    <translation>やり直す</translation>
  </message>
  <message id="signin.left">
    <source>しばらく操作がなかったので、サインアウトしました。</source>
    <translation>しばらく操作がなかったので、サインアウトしました。</translation>
  </message>
  <message id="record">
    <source>目視確認の記録</source>
    <translation>目視確認の記録</translation>
  </message>
  <message id="record.title">
    <source>今日の目視確認の記録</source>
    <translation>今日の目視確認の記録</translation>
  </message>
  <message id="record.none">
    <source>今日はまだ切り替えていません。</source>
    <translation>今日はまだ切り替えていません。</translation>
  </message>
  <message id="record.start_visual">
    <source>目視確認に切り替え</source>
    <translation>目視確認に切り替え</translation>
  </message>
  <message id="record.for">
    <source>{act}（{minutes}分間）</source>
    <translation>{act}（{minutes}分間）</translation>
  </message>
  <message id="record.confirm_visual">
    <source>本人と確認</source>
    <translation>本人と確認</translation>
  </message>
  <message id="record.refuse_visual">
    <source>本人と確認できず</source>
    <translation>本人と確認できず</translation>
  </message>
  <message id="record.end_visual">
    <source>無人運転に戻した</source>
    <translation>無人運転に戻した</translation>
  </message>
  <message id="record.visual_over">
    <source>目視確認が終わり、無人運転</source>
    <translation>目視確認が終わり、無人運転</translation>
  </message>
  <message id="doctor.camera.missing">
    <source>カメラ {place} が見つかりません。つないでから、この端末を開き直してください。</source>
    <translation>カメラ {place} が見つかりません。つないでから、この端末を開き直してください。</translation>
  </message>
  <message id="doctor.camera.forbidden">
    <source>{place} を開く許可がありません。利用者をグループ video に加えてください。</source>
    <translation>{place} を開く許可がありません。利用者をグループ video に加えてください。</translation>
  </message>
  <message id="doctor.folder.unwritable">
    <source>{place} に書き込めません。空きと書き込みの許可を確かめるか、config.toml の folder.face を変えてください。</source>
    <translation>{place} に書き込めません。空きと書き込みの許可を確かめるか、config.toml の folder.face を変えてください。</translation>
  </message>
  <message id="doctor.folder.full">
    <source>{place} の空きがなくなりそうです。不要なファイルを消してください。</source>
    <translation>{place} の空きがなくなりそうです。不要なファイルを消してください。</translation>
  </message>
  <message id="doctor.answers.unwritable">
    <source>資格確認の答え（res）を {place} に書き込めません。空きと書き込みの許可を確かめてください。書けるようになると、待っている答えが届きます。</source>
    <translation>資格確認の答え（res）を {place} に書き込めません。空きと書き込みの許可を確かめてください。書けるようになると、待っている答えが届きます。</translation>
  </message>
  <message id="doctor.answers.full">
    <source>資格確認の答え（res）を置く {place} の空きがなくなりそうです。不要なファイルを消してください。</source>
    <translation>資格確認の答え（res）を置く {place} の空きがなくなりそうです。不要なファイルを消してください。</translation>
  </message>
  <message id="doctor.pcsc.missing">
    <source>カードリーダー用の部品 pyscard が入っていません。導入してください。</source>
    <translation>カードリーダー用の部品 pyscard が入っていません。導入してください。</translation>
  </message>
  <message id="doctor.pcsc.down">
    <source>カードリーダーのサービス（PC/SC）が止まっています。起動してください。</source>
    <translation>カードリーダーのサービス（PC/SC）が止まっています。起動してください。</translation>
  </message>
  <message id="doctor.reader.missing">
    <source>カードリーダーがつながっていません。接続を確かめてください。</source>
    <translation>カードリーダーがつながっていません。接続を確かめてください。</translation>
  </message>
  <message id="lamp.answers">
    <source>答えを書き込めません</source>
    <translation>答えを書き込めません</translation>
  </message>
  <message id="role.leave">
    <source>サインアウト</source>
    <translation>サインアウト</translation>
  </message>
</context>
</TS>
