<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh-CN" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>模拟</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>身份确认</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>同意</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>完成</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>共3步，第{step}步，{name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}/{month}/{day}</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>返回</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>文字</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>颜色</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>设置</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>语音</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>语言</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>高度</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>按钮的|高度</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>降低按钮位置，或恢复原位</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>关闭</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>文字|大小</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>画面|颜色</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>语音|提示</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>语言・|Language</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>语言・Language</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>更改|文字大小</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>更改|画面颜色</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>打开或关闭|语音提示</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>选择|语言</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>文字|已恢复|标准大小</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>文字|已放大</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>文字|已放至|最大</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>已切换为|黑色画面</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>已恢复|标准颜色</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>语音提示|已打开</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>语音提示|已关闭</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>按钮已|移到|下方</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>按钮已|恢复|原位</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>时间|已延长</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>{seconds}秒后|返回|开始画面</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>{seconds}秒后|结束|面部确认</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>如需更多时间，|请按“延长时间”，|也可以按加号键。</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>还剩|{seconds}秒</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>延长|时间</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds}秒</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>请勿|取走|卡片</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>请勿取卡</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>请|取走|卡片</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>请取卡</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>请|放置|卡片</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>重新放卡后|{how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>从头开始</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>继续办理</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>还剩</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>秒</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>重新放置后|自动开始</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>请放置|个人编号卡</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>照片一侧|朝向|设备</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>将卡片照片朝向设备放在读卡器上</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>本设备|暂时|无法使用</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>用药记录|准确|传达给医生</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>有助于|确认|药物搭配</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>高额费用|无需|办手续</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>窗口|只付|限额以内</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>体检结果|可用于|诊疗</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>仅在|同意时|查看</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>请选择|身份确认|方式</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>人脸|识别</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>看镜头|进行确认。|可戴眼镜|和口罩</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>密码</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>输入|4位|数字</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>无法|读取|卡片照片</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>摄像头|无法使用</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>人脸认证|尚未准备好</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>未能|确认|面部</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>此卡|没有|密码</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>密码|已锁定</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>请看|镜头</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>影像|仅用于|身份确认，|不会|保存</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>改用|密码</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>摄像头|在上方</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>摄像头|在左侧</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>摄像头|在右侧</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>摄像头|在下方</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>摄像头画面。请将面部对准椭圆框</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>已确认</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>请将面部|对准|框内</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>请|靠近|一点</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>请|后退|一点</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>请移到|框的|中央</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>请面向|明亮处</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>请不要|背对|窗户</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>请|单独|入镜</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>请|正视|前方</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>请|保持不动</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>请|露出|眼部</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>请|稍微|左右转头</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>请保持|不动</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>未能|确认|您的面部</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>摄像头|无法使用</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>也可|使用密码|办理。
请勿|取走|卡片。</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>请勿|取走|卡片。</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>工作人员|将为您|确认。
请勿|取走|卡片。</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>输入|密码</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>再次|人脸识别</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>两者|都不行时</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>由|工作人员|确认</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>请输入|4位|密码</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>还可|输入|{left}次</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>密码|不正确</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>还可|输入|{left}次</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>请输入卡片正面的数字</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>仅此模拟机|会询问。|数字|不会保存。</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>出生日期</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>有效期</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>安全码</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>出生日期：|年号年、月、日|各2位</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>有效期的年份，|公历4位</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>安全码|4位</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>数字不符，|请再确认。</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>14位中|已输入{entered}位</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>正在|确认</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>已输入4位中的{entered}位</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>删除</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>确定</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>只能|再输入|1次</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>如果输错，|密码将被锁定，|需到|市区町村窗口|办理手续。</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>继续|输入</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>改用|人脸识别</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>工作人员|正在|确认</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>正在|比对|您的面部|与卡片照片</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>要将|此卡|登记为|健康保险证吗</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>登记|原则上|一生一次。
登记后|可直接|办理。</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>登记</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>不登记</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>电子证书|即将|到期</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>电子证书|已|到期</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>有效期至</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>还剩|{days}天</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>今天|到期</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>{days}天前|到期</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>可在|市区町村窗口|更新。
今天|可继续|办理。</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>今天|可以办理，|但无法提供|诊疗及用药信息。
请到|市区町村窗口|更新。</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>我知道了</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>是否同意|向本机构|提供|过去的健康、|医疗信息</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>这些信息|用于您的|诊疗和|健康管理。</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>此同意|24小时|内有效</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>全部|同意</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>全部|不同意</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>逐项|选择</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>共{count}项，|第{index}项</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>同意</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>不同意</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>提供</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>不提供</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>使用</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>不使用</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>详细|说明</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>手术|信息</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>诊疗、用药|信息</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>诊疗|信息</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>用药|信息</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>体检|信息</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>特定疾病|信息</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>限额|信息</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>高额疗养费</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>不含手术</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>40岁以上</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>手术|信息</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>诊疗|信息</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>用药|信息</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>体检|信息</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>特定疾病|疗养|受疗证</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>限额|信息</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>2022年|6月以后</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>过去3年</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>过去5年</translation>
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
    <translation>是否同意|向本机构|提供|过去的|手术信息</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>是否同意|向本机构|提供|除手术外的|诊疗、|用药信息</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>是否同意|向本机构|提供|除手术外的|诊疗信息</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>是否同意|向本机构|提供|过去的|用药信息</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>是否同意|向本机构|提供|过去的|体检信息</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>是否向|本机构|提供|特定疾病疗养|受疗证信息</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>是否使用|高额疗养费|制度</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>是否向|本机构|提供|限额信息</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>是否同意|提供|手术信息</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>是否同意|提供|诊疗及|用药信息</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>是否同意|提供|特定体检|等信息</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>是否同意|提供|限额信息</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>是否同意|提供|特定疾病疗养|受疗证信息</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>请选择|处方笺的|形式</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>电子|处方</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>不用纸，|以数据|发行</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>纸质|处方</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>领取|纸质处方</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>是否提供|医疗费|补助信息</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>将受给者证|内容|告知前台。</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>正在|读取|卡片</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>正在|确认|资格</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>正在|登记</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>正在|办理|登记</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>请|稍候</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>需要|一些时间，|请再|稍候</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>登记|已完成</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>请等待|叫到|您的名字</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>资格|确认</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>已完成</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>信息|提供</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>同意|{count}项</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>未同意</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>卡片位置：|画面左侧</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>卡片位置：|画面右侧</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>卡片位置：|画面下方</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>请|取走|卡片</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>请勿|遗忘|物品</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>登记|已完成</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>登记|未完成</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>请勿|遗忘|卡片</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>卡片|仍在|读卡器上</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>从读卡器上取走卡片</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>卡片|已被|取走</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>登记|尚未|完成。</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>此前内容|未保存。</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>身份|确认</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>已完成</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>尚未</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>同意</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>不同意</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>尚未|选择</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>错误 {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>模拟错误 {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>再次|出现时</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>请联系|前台窗口</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>从卡套|取出</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>对准|照片|方向</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>取下后|重新放置</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>放置|个人编号卡</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>Mynaportal|资格信息|页面</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>用手机|显示</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>资格信息|通知书</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>与卡片|一同出示</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>被保险者|资格|声明书</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>在前台|填写</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>如都|没有</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>请告知|前台|工作人员</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>正在|准备</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>即将|可以使用。</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>请|稍候</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>未找到|读卡器</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>设备|未连接。</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>读卡器|未运行</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>设备|尚未就绪。</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>读卡器|正被|占用</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>请取下|卡片，|稍等片刻。</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>请|重新|放置</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>无法|识别|个人编号卡</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>请确认|是否|正确放置。</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>放置的|不是|个人编号卡</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>请确认|放置的是否|为个人编号卡。</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>放置了|2张|卡片</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>无法|判断|哪张卡片。</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>请|只放|1张</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>卡片|已|过期</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>需在|市区町村窗口|更新卡片。</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>无法|读取|卡片内容</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>卡片|可能|已损坏。</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>卡片|已被|取走</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>读取|尚未|完成。</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>请|重新|放置</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>电子证书|已失效|或过期</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>请在|市区町村|办理|证书更新。</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>密码|已锁定</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>可在|市区町村窗口|解锁。</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>无法|读取|卡片照片</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>无法|进行|人脸识别。</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>无法|打开|卡片照片</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>无法|进行|人脸识别。</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>无法|打开|卡片照片</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>无法|进行|人脸识别。</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>摄像头|无法使用</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>设备|未连接。</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>摄像头|已停止</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>没有|影像。</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>无法|准备|人脸识别</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>设备|缺少|文件。</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>未能|确认|身份</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>人脸识别|与密码|均未成功。</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>尚未|登记为|健康保险证</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>未登记|无法|办理。</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>未找到|保险资格</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>可能|正在|办理加入手续。</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>现在|无法|确认资格</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>确认系统|已停止。
请在前台|出示|以下之一。</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>现在|无法|确认资格</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>通信|发生故障。
请在前台|出示|以下之一。</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>未能|传送|登记结果</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>无法写入|前台电脑。</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>无法|继续|办理</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>设备内部|发生问题。</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>请到|前台|咨询</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>请选择|语言</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>Choose your language</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>使用智能手机</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>智能手机</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>请选择手机的种类</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>用Face ID或Touch ID确认本人</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>在此输入4位密码</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>将手机靠近读卡器</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>请将iPhone靠近读卡器</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>先用Face ID或Touch ID确认，再靠近1～2秒</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>请将手机靠近读卡器</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>解锁屏幕后，靠近1～2秒</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>等待手机靠近</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>请保持不动</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>离开得太早。请再靠近一次</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>请输入手机的4位密码</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>手机用电子证书的密码</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>可以拿开手机了</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>请拿开手机</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>放上卡片即可开始</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>如果没有卡片</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>此手机尚未登记</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>首次使用时，请用卡片登记。</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>请先放上个人编号卡</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>手机的密码已被锁定</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>使用卡片可以办理。</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>请放上个人编号卡</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>发生通信错误</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>未能读取手机。</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>请放上个人编号卡</translation>
  </message>
</context>
</TS>
