<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="ja">
<context>
  <name></name>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>MÔ PHỎNG</translation>
  </message>
  <message id="step.1">
    <source>本人確認</source>
    <translation>Danh tính</translation>
  </message>
  <message id="step.2">
    <source>同意</source>
    <translation>Đồng ý</translation>
  </message>
  <message id="step.3">
    <source>完了</source>
    <translation>Xong</translation>
  </message>
  <message id="step.name">
    <source>3つの手順の {step}つめ、{name}</source>
    <translation>Bước {step} trên 3, {name}</translation>
  </message>
  <message id="date">
    <source>{era}{month}月{day}日</source>
    <translation>{era}/{month}/{day}</translation>
  </message>
  <message id="tool.back">
    <source>戻る</source>
    <translation>Quay lại</translation>
  </message>
  <message id="tool.text">
    <source>文字</source>
    <translation>Cỡ chữ</translation>
  </message>
  <message id="tool.contrast">
    <source>色</source>
    <translation>Màu</translation>
  </message>
  <message id="tool.settings">
    <source>設定</source>
    <translation>Cài đặt</translation>
  </message>
  <message id="tool.voice">
    <source>音声</source>
    <translation>Giọng nói</translation>
  </message>
  <message id="tool.language">
    <source>ことば</source>
    <translation>Ngôn ngữ</translation>
  </message>
  <message id="tool.reach">
    <source>高さ</source>
    <translation>Độ cao</translation>
  </message>
  <message id="tool.reach.long">
    <source>ボタンの|高さ</source>
    <translation>Độ cao của nút</translation>
  </message>
  <message id="tool.reach.name">
    <source>ボタンを低くする、もとの高さに戻す</source>
    <translation>Hạ các nút xuống, hoặc đưa lên lại</translation>
  </message>
  <message id="tool.close">
    <source>とじる</source>
    <translation>Đóng</translation>
  </message>
  <message id="tool.text.long">
    <source>文字の|大きさ</source>
    <translation>Cỡ chữ</translation>
  </message>
  <message id="tool.contrast.long">
    <source>画面の|色</source>
    <translation>Màu màn hình</translation>
  </message>
  <message id="tool.voice.long">
    <source>音声の|案内</source>
    <translation>Hướng dẫn bằng giọng nói</translation>
  </message>
  <message id="tool.language.long">
    <source>ことば・|Language</source>
    <translation>Ngôn ngữ・|Language</translation>
  </message>
  <message id="tool.idle.language">
    <source>Language・ことば</source>
    <translation>Ngôn ngữ・Language</translation>
  </message>
  <message id="tool.text.name">
    <source>文字の大きさを変える</source>
    <translation>Đổi cỡ chữ</translation>
  </message>
  <message id="tool.contrast.name">
    <source>画面の色を変える</source>
    <translation>Đổi màu màn hình</translation>
  </message>
  <message id="tool.voice.name">
    <source>音声の案内を入れる、切る</source>
    <translation>Bật hoặc tắt giọng nói</translation>
  </message>
  <message id="tool.language.name">
    <source>ことばを選ぶ</source>
    <translation>Chọn ngôn ngữ</translation>
  </message>
  <message id="toast.text.100">
    <source>文字を|標準の|大きさに|しました</source>
    <translation>Chữ cỡ bình thường</translation>
  </message>
  <message id="toast.text.150">
    <source>文字を|大きく|しました</source>
    <translation>Đã phóng to chữ</translation>
  </message>
  <message id="toast.text.200">
    <source>文字を|いちばん|大きく|しました</source>
    <translation>Chữ cỡ lớn nhất</translation>
  </message>
  <message id="toast.contrast.on">
    <source>黒い|画面に|しました</source>
    <translation>Đã chuyển màn hình đen</translation>
  </message>
  <message id="toast.contrast.off">
    <source>標準の|色に|しました</source>
    <translation>Màu bình thường</translation>
  </message>
  <message id="toast.voice.on">
    <source>音声の|案内を|入れました</source>
    <translation>Đã bật giọng nói</translation>
  </message>
  <message id="toast.voice.off">
    <source>音声の|案内を|切りました</source>
    <translation>Đã tắt giọng nói</translation>
  </message>
  <message id="toast.reach.on">
    <source>ボタンを|低く|しました</source>
    <translation>Các nút đã được hạ xuống</translation>
  </message>
  <message id="toast.reach.off">
    <source>ボタンを|もとの|高さに|戻しました</source>
    <translation>Các nút đã trở lại độ cao ban đầu</translation>
  </message>
  <message id="toast.extended">
    <source>時間を|延ばしました</source>
    <translation>Đã thêm thời gian</translation>
  </message>
  <message id="timer">
    <source>あと{seconds}秒で|最初に|戻ります</source>
    <translation>Về màn hình đầu sau {seconds} giây</translation>
  </message>
  <message id="timer.face">
    <source>あと{seconds}秒で|顔の|確認を|終わります</source>
    <translation>Việc xác nhận khuôn mặt kết thúc sau {seconds} giây</translation>
  </message>
  <message id="timer.how">
    <source>時間を|延ばす|ときは、|「時間を延ばす」を|押してください。|プラスの|キーでもできます。</source>
    <translation>Nếu cần thêm thời gian, hãy nhấn “Thêm thời gian” hoặc phím cộng.</translation>
  </message>
  <message id="timer.short">
    <source>あと|{seconds}秒</source>
    <translation>Còn {seconds} giây</translation>
  </message>
  <message id="timer.extend">
    <source>時間を延ばす</source>
    <translation>Thêm thời gian</translation>
  </message>
  <message id="timer.seconds">
    <source>{seconds}秒</source>
    <translation>{seconds} s</translation>
  </message>
  <message id="strip.stay">
    <source>カードは|そのまま|置いてください</source>
    <translation>Hãy để yên thẻ trên máy</translation>
  </message>
  <message id="strip.stay.short">
    <source>カードは|そのまま</source>
    <translation>Để yên thẻ</translation>
  </message>
  <message id="strip.take">
    <source>カードを
お取りください</source>
    <translation>Vui lòng lấy thẻ</translation>
  </message>
  <message id="strip.take.short">
    <source>カードを|お取りください</source>
    <translation>Hãy lấy thẻ</translation>
  </message>
  <message id="strip.place">
    <source>カードを|置いてください</source>
    <translation>Hãy đặt thẻ</translation>
  </message>
  <message id="strip.again">
    <source>もう一度|カードを|置くと
{how}</source>
    <translation>Đặt lại thẻ: {how}</translation>
  </message>
  <message id="strip.again.start">
    <source>最初から|始まります</source>
    <translation>bắt đầu lại từ đầu</translation>
  </message>
  <message id="strip.again.resume">
    <source>続きから|始まります</source>
    <translation>tiếp tục</translation>
  </message>
  <message id="strip.left">
    <source>あと</source>
    <translation>còn</translation>
  </message>
  <message id="strip.seconds">
    <source>秒</source>
    <translation>s</translation>
  </message>
  <message id="strip.retry">
    <source>置き直すと|自動で|始まります</source>
    <translation>Đặt lại để bắt đầu</translation>
  </message>
  <message id="idle.title">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Hãy đặt thẻ My Number</translation>
  </message>
  <message id="idle.lead">
    <source>顔写真を|機器側に|向けて|セットします</source>
    <translation>Mặt có ảnh hướng về phía máy</translation>
  </message>
  <message id="idle.picture">
    <source>カードの顔写真を機器側に向けて、台の上に置きます</source>
    <translation>Đặt thẻ lên máy, mặt ảnh hướng về phía máy</translation>
  </message>
  <message id="idle.down.title">
    <source>ただいま|この機器は
使えません</source>
    <translation>Hiện không dùng được máy này</translation>
  </message>
  <message id="idle.down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="slide.medicine">
    <source>お薬の|記録が
医師に|正しく|伝わります</source>
    <translation>Bác sĩ biết đúng thuốc bạn dùng</translation>
  </message>
  <message id="slide.medicine.more">
    <source>飲み合わせの|確認に|役立ちます</source>
    <translation>Giúp kiểm tra tương tác thuốc</translation>
  </message>
  <message id="slide.limit">
    <source>高額な|支払いの|手続きが
いりません</source>
    <translation>Không cần thủ tục khi chi phí cao</translation>
  </message>
  <message id="slide.limit.more">
    <source>限度額を|超える|分は|窓口で|払わずに|すみます</source>
    <translation>Bạn chỉ trả đến mức giới hạn</translation>
  </message>
  <message id="slide.checkup">
    <source>健診の|結果を
診察に|生かせます</source>
    <translation>Kết quả khám giúp việc điều trị</translation>
  </message>
  <message id="slide.checkup.more">
    <source>同意した|ときだけ|医師が|見られます</source>
    <translation>Chỉ xem khi bạn đồng ý</translation>
  </message>
  <message id="method.question">
    <source>本人確認の|方法を
選んでください</source>
    <translation>Chọn cách xác nhận danh tính</translation>
  </message>
  <message id="method.face">
    <source>顔認証</source>
    <translation>Khuôn mặt</translation>
  </message>
  <message id="method.face.more">
    <source>カメラを見て|確認します
眼鏡・マスクも|そのままで</source>
    <translation>Nhìn vào camera. Không cần bỏ kính, khẩu trang</translation>
  </message>
  <message id="method.pin">
    <source>暗証番号</source>
    <translation>Mã PIN</translation>
  </message>
  <message id="method.pin.more">
    <source>4けたの|数字を|入力します</source>
    <translation>Nhập 4 chữ số</translation>
  </message>
  <message id="why.no_photo">
    <source>カードの|写真を|読めないため|使えません</source>
    <translation>Không đọc được ảnh trên thẻ</translation>
  </message>
  <message id="why.no_camera">
    <source>カメラが|使えません</source>
    <translation>Không dùng được camera</translation>
  </message>
  <message id="why.no_engine">
    <source>顔認証の|準備が|できて|いません</source>
    <translation>Nhận diện khuôn mặt chưa sẵn sàng</translation>
  </message>
  <message id="why.tries_spent">
    <source>顔の|確認が|できませんでした</source>
    <translation>Không xác nhận được khuôn mặt</translation>
  </message>
  <message id="why.no_pin">
    <source>暗証番号の|ない|カードです</source>
    <translation>Thẻ này không có mã PIN</translation>
  </message>
  <message id="why.pin_locked">
    <source>暗証番号が|ロックされています</source>
    <translation>Mã PIN đã bị khóa</translation>
  </message>
  <message id="face.title">
    <source>カメラを|見てください</source>
    <translation>Hãy nhìn vào camera</translation>
  </message>
  <message id="face.privacy">
    <source>映像は|本人確認|だけに|使い、
保存しません</source>
    <translation>Hình chỉ để xác nhận, không lưu lại</translation>
  </message>
  <message id="face.pin">
    <source>暗証番号にする</source>
    <translation>Dùng mã PIN</translation>
  </message>
  <message id="face.camera.top">
    <source>カメラは|画面の上</source>
    <translation>Camera ở trên</translation>
  </message>
  <message id="face.camera.left">
    <source>カメラは|画面の左</source>
    <translation>Camera bên trái</translation>
  </message>
  <message id="face.camera.right">
    <source>カメラは|画面の右</source>
    <translation>Camera bên phải</translation>
  </message>
  <message id="face.camera.bottom">
    <source>カメラは|画面の下</source>
    <translation>Camera ở dưới</translation>
  </message>
  <message id="face.picture">
    <source>カメラの映像。顔を楕円の枠に合わせます</source>
    <translation>Hình camera. Đưa khuôn mặt vào khung tròn</translation>
  </message>
  <message id="face.matched">
    <source>確認|できました</source>
    <translation>Đã xác nhận</translation>
  </message>
  <message id="hint.align">
    <source>顔を|枠に|合わせてください</source>
    <translation>Đưa mặt vào khung</translation>
  </message>
  <message id="hint.closer">
    <source>もう少し|近づいてください</source>
    <translation>Lại gần hơn một chút</translation>
  </message>
  <message id="hint.farther">
    <source>少し|後ろに|下がってください</source>
    <translation>Lùi lại một chút</translation>
  </message>
  <message id="hint.center">
    <source>枠の|中央に|入ってください</source>
    <translation>Vào giữa khung</translation>
  </message>
  <message id="hint.light">
    <source>明るい|方を|向いてください</source>
    <translation>Hướng về phía sáng</translation>
  </message>
  <message id="hint.backlit">
    <source>窓を|背にしないでください</source>
    <translation>Đừng đứng ngược sáng</translation>
  </message>
  <message id="hint.alone">
    <source>お一人で|写ってください</source>
    <translation>Chỉ một người trong khung</translation>
  </message>
  <message id="hint.face_front">
    <source>正面を|向いてください</source>
    <translation>Nhìn thẳng phía trước</translation>
  </message>
  <message id="hint.steady">
    <source>動かずに|お待ちください</source>
    <translation>Giữ yên và chờ</translation>
  </message>
  <message id="hint.eyes">
    <source>目元を|見せてください</source>
    <translation>Để lộ mắt</translation>
  </message>
  <message id="hint.turn">
    <source>少し|顔を|左右に|向けてください</source>
    <translation>Quay mặt nhẹ sang hai bên</translation>
  </message>
  <message id="hint.hold">
    <source>そのまま
動かないでください</source>
    <translation>Giữ nguyên, đừng cử động</translation>
  </message>
  <message id="unproven.title">
    <source>顔を|確認
できませんでした</source>
    <translation>Không xác nhận được khuôn mặt</translation>
  </message>
  <message id="unproven.title.fault">
    <source>カメラが|使えません</source>
    <translation>Không dùng được camera</translation>
  </message>
  <message id="unproven.pin.lead">
    <source>暗証番号でも|受付できます。
カードは|そのままに|してください。</source>
    <translation>Bạn có thể dùng mã PIN. Hãy để yên thẻ.</translation>
  </message>
  <message id="unproven.retry.lead">
    <source>カードは|そのままに|してください。</source>
    <translation>Hãy để yên thẻ.</translation>
  </message>
  <message id="unproven.none.lead">
    <source>受付の|係員が|確認します。
カードは|そのままに|してください。</source>
    <translation>Nhân viên sẽ giúp. Hãy để yên thẻ.</translation>
  </message>
  <message id="unproven.pin">
    <source>暗証番号を|入力する</source>
    <translation>Nhập mã PIN</translation>
  </message>
  <message id="unproven.retry">
    <source>もう一度|顔で|確認する</source>
    <translation>Thử lại khuôn mặt</translation>
  </message>
  <message id="unproven.staff.when">
    <source>どちらも|難しいときは</source>
    <translation>Nếu cả hai đều khó</translation>
  </message>
  <message id="unproven.staff">
    <source>受付の|係員が|確認します</source>
    <translation>Nhân viên sẽ xác nhận</translation>
  </message>
  <message id="pin.question">
    <source>暗証番号 |4けたを
入力してください</source>
    <translation>Nhập mã PIN 4 số</translation>
  </message>
  <message id="pin.left">
    <source>あと |{left}回 |入力できます</source>
    <translation>Còn {left} lần</translation>
  </message>
  <message id="pin.wrong">
    <source>番号が|ちがいます</source>
    <translation>Mã PIN sai</translation>
  </message>
  <message id="pin.wrong.left">
    <source>あと|{left}回|入力できます</source>
    <translation>Còn {left} lần</translation>
  </message>
  <message id="code.question">
    <source>カードの|おもての|数字を|入力してください</source>
    <translation>Nhập các số in trên mặt thẻ</translation>
  </message>
  <message id="code.lead">
    <source>模擬機だけの|画面です。|数字は|保存しません。</source>
    <translation>Chỉ máy mô phỏng này hỏi. Các số không được lưu.</translation>
  </message>
  <message id="code.birth">
    <source>生年月日</source>
    <translation>Ngày sinh</translation>
  </message>
  <message id="code.expiry">
    <source>有効期限</source>
    <translation>Hết hạn</translation>
  </message>
  <message id="code.security">
    <source>セキュリティ|コード</source>
    <translation>Mã bảo mật</translation>
  </message>
  <message id="code.hint.birth">
    <source>生年月日を|年号の|年、月、日の|順に|2けたずつ</source>
    <translation>Ngày sinh: năm theo niên hiệu Nhật, tháng, ngày, mỗi phần 2 số</translation>
  </message>
  <message id="code.hint.expiry">
    <source>有効期限の|年を|西暦|4けたで</source>
    <translation>Năm hết hạn, 4 số</translation>
  </message>
  <message id="code.hint.security">
    <source>セキュリティコード|4けた</source>
    <translation>Mã bảo mật, 4 số</translation>
  </message>
  <message id="code.wrong">
    <source>数字が|違います。|もう一度|確かめてください</source>
    <translation>Các số không đúng. Vui lòng kiểm tra lại.</translation>
  </message>
  <message id="code.cells">
    <source>14けたのうち {entered}けた入力しました</source>
    <translation>Đã nhập {entered} trong 14 số</translation>
  </message>
  <message id="pin.checking">
    <source>確認しています</source>
    <translation>Đang kiểm tra</translation>
  </message>
  <message id="pin.cells">
    <source>4けたのうち {entered}けた入力しました</source>
    <translation>Đã nhập {entered} trên 4 số</translation>
  </message>
  <message id="pin.erase">
    <source>消す</source>
    <translation>Xóa</translation>
  </message>
  <message id="pin.enter">
    <source>決定</source>
    <translation>Xong</translation>
  </message>
  <message id="pin.last.title">
    <source>あと|1回だけ
入力できます</source>
    <translation>Chỉ còn 1 lần</translation>
  </message>
  <message id="pin.last.lead">
    <source>まちがえると|暗証番号が|ロックされ、
市区町村の|窓口での|手続きが|必要になります。</source>
    <translation>Nếu sai, mã PIN bị khóa và bạn phải đến văn phòng hành chính.</translation>
  </message>
  <message id="pin.last.go">
    <source>入力する</source>
    <translation>Nhập</translation>
  </message>
  <message id="pin.last.face">
    <source>顔認証にする</source>
    <translation>Dùng khuôn mặt</translation>
  </message>
  <message id="visual.title">
    <source>係員が|確認しています</source>
    <translation>Nhân viên đang xác nhận</translation>
  </message>
  <message id="visual.lead">
    <source>カードの|写真と|お顔を
見くらべています</source>
    <translation>Đang so khuôn mặt với ảnh trên thẻ</translation>
  </message>
  <message id="register.question">
    <source>このカードを|健康保険証として
使う|登録を|しますか</source>
    <translation>Đăng ký thẻ này làm thẻ bảo hiểm y tế?</translation>
  </message>
  <message id="register.lead">
    <source>登録は|原則、|生涯1回です。
登録すると、|このまま|受付できます。</source>
    <translation>Chỉ đăng ký một lần. Sau đó tiếp tục ngay.</translation>
  </message>
  <message id="register.yes">
    <source>登録する</source>
    <translation>Đăng ký</translation>
  </message>
  <message id="register.no">
    <source>登録しない</source>
    <translation>Không đăng ký</translation>
  </message>
  <message id="certificate.expiring.title">
    <source>電子証明書の|期限が
近づいています</source>
    <translation>Chứng thư trên thẻ sắp hết hạn</translation>
  </message>
  <message id="certificate.grace.title">
    <source>電子証明書の|期限が
切れています</source>
    <translation>Chứng thư trên thẻ đã hết hạn</translation>
  </message>
  <message id="certificate.ends">
    <source>有効期限</source>
    <translation>Có hiệu lực đến</translation>
  </message>
  <message id="certificate.left">
    <source>あと{days}日</source>
    <translation>Còn {days} ngày</translation>
  </message>
  <message id="certificate.today">
    <source>今日まで</source>
    <translation>Đến hôm nay</translation>
  </message>
  <message id="certificate.past">
    <source>{days}日前に|切れました</source>
    <translation>Hết hạn {days} ngày trước</translation>
  </message>
  <message id="certificate.expiring.lead">
    <source>市区町村の|窓口で|更新できます。
今日の|受付は|このまま|続けられます。</source>
    <translation>Gia hạn tại văn phòng hành chính. Hôm nay vẫn tiếp tục được.</translation>
  </message>
  <message id="certificate.grace.lead">
    <source>今日の|受付は|できますが、
診療・お薬の|情報は|提供|できません。
市区町村の|窓口で|更新してください。</source>
    <translation>Hôm nay vẫn được tiếp nhận nhưng không chia sẻ được hồ sơ khám và thuốc. Hãy gia hạn tại văn phòng hành chính.</translation>
  </message>
  <message id="certificate.ok">
    <source>確認しました</source>
    <translation>Tôi đã hiểu</translation>
  </message>
  <message id="consent.all.question">
    <source>過去の|健康・医療|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Bạn có đồng ý chia sẻ thông tin sức khỏe, y tế trước đây với cơ sở này không?</translation>
  </message>
  <message id="consent.why">
    <source>この情報は|あなたの|診察や
健康管理の|ために|使用します。</source>
    <translation>Dùng cho việc khám và chăm sóc sức khỏe của bạn.</translation>
  </message>
  <message id="consent.valid">
    <source>この同意は|24時間|有効です</source>
    <translation>Có hiệu lực 24 giờ</translation>
  </message>
  <message id="consent.all.agree">
    <source>すべて|同意する</source>
    <translation>Đồng ý tất cả</translation>
  </message>
  <message id="consent.all.disagree">
    <source>すべて|同意しない</source>
    <translation>Không đồng ý tất cả</translation>
  </message>
  <message id="consent.all.each">
    <source>1つずつ|選ぶ</source>
    <translation>Chọn từng mục</translation>
  </message>
  <message id="consent.progress">
    <source>{count}つのうち |{index}つめ</source>
    <translation>Mục {index} trên {count}</translation>
  </message>
  <message id="consent.progress.short">
    <source>{index} / {count}</source>
    <translation>{index} / {count}</translation>
  </message>
  <message id="consent.agree">
    <source>同意する</source>
    <translation>Đồng ý</translation>
  </message>
  <message id="consent.disagree">
    <source>同意しない</source>
    <translation>Không đồng ý</translation>
  </message>
  <message id="consent.provide">
    <source>提供する</source>
    <translation>Cung cấp</translation>
  </message>
  <message id="consent.withhold">
    <source>提供しない</source>
    <translation>Không cung cấp</translation>
  </message>
  <message id="consent.use">
    <source>利用する</source>
    <translation>Sử dụng</translation>
  </message>
  <message id="consent.not_use">
    <source>利用しない</source>
    <translation>Không sử dụng</translation>
  </message>
  <message id="consent.more">
    <source>くわしく|見る</source>
    <translation>Chi tiết</translation>
  </message>
  <message id="item.surgery">
    <source>手術の|情報</source>
    <translation>Phẫu thuật</translation>
  </message>
  <message id="item.care_medicine">
    <source>診療・お薬の|情報</source>
    <translation>Khám và thuốc</translation>
  </message>
  <message id="item.care">
    <source>診療の|情報</source>
    <translation>Khám bệnh</translation>
  </message>
  <message id="item.medicine">
    <source>お薬の|情報</source>
    <translation>Thuốc</translation>
  </message>
  <message id="item.checkup">
    <source>健診の|情報</source>
    <translation>Khám sức khỏe</translation>
  </message>
  <message id="item.specific_disease">
    <source>特定疾病の|情報</source>
    <translation>Bệnh đặc định</translation>
  </message>
  <message id="item.limit">
    <source>限度額の|情報</source>
    <translation>Mức giới hạn</translation>
  </message>
  <message id="item.high_cost">
    <source>高額療養費|制度</source>
    <translation>Chi phí y tế cao</translation>
  </message>
  <message id="item.care_medicine.note">
    <source>手術以外</source>
    <translation>trừ phẫu thuật</translation>
  </message>
  <message id="item.checkup.note">
    <source>40歳以上</source>
    <translation>từ 40 tuổi</translation>
  </message>
  <message id="category.SHJ">
    <source>手術の|情報</source>
    <translation>Phẫu thuật</translation>
  </message>
  <message id="category.SRJ">
    <source>診療の|情報</source>
    <translation>Khám bệnh</translation>
  </message>
  <message id="category.YZK">
    <source>お薬の|情報</source>
    <translation>Thuốc</translation>
  </message>
  <message id="category.TKK">
    <source>健診の|情報</source>
    <translation>Khám sức khỏe</translation>
  </message>
  <message id="category.TSR">
    <source>特定疾病療養|受療証</source>
    <translation>Giấy chứng nhận bệnh đặc định</translation>
  </message>
  <message id="category.LIMIT">
    <source>限度額の|情報</source>
    <translation>Mức giới hạn</translation>
  </message>
  <message id="category.SHJ.note">
    <source></source>
    <translation></translation>
  </message>
  <message id="category.SRJ.note">
    <source>2022年|6月以降</source>
    <translation>từ 6/2022</translation>
  </message>
  <message id="category.YZK.note">
    <source>過去3年</source>
    <translation>3 năm qua</translation>
  </message>
  <message id="category.TKK.note">
    <source>過去5年</source>
    <translation>5 năm qua</translation>
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
    <translation>Bạn có đồng ý chia sẻ thông tin phẫu thuật trước đây với cơ sở này không?</translation>
  </message>
  <message id="device.care_medicine">
    <source>過去の|手術以外の
診療・お薬|情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Bạn có đồng ý chia sẻ thông tin khám và thuốc trước đây, trừ phẫu thuật, với cơ sở này không?</translation>
  </message>
  <message id="device.care">
    <source>過去の|手術以外の
診療情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Bạn có đồng ý chia sẻ thông tin khám trước đây, trừ phẫu thuật, với cơ sở này không?</translation>
  </message>
  <message id="device.medicine">
    <source>過去の|お薬情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Bạn có đồng ý chia sẻ thông tin thuốc trước đây với cơ sở này không?</translation>
  </message>
  <message id="device.checkup">
    <source>過去の|健診情報を
当機関に|提供する|ことに
同意しますか</source>
    <translation>Bạn có đồng ý chia sẻ thông tin khám sức khỏe trước đây với cơ sở này không?</translation>
  </message>
  <message id="device.specific_disease">
    <source>特定疾病療養|受療証の|情報を
当機関に|提供しますか</source>
    <translation>Cung cấp giấy chứng nhận bệnh đặc định cho cơ sở này?</translation>
  </message>
  <message id="device.high_cost">
    <source>高額療養費制度を
利用しますか</source>
    <translation>Sử dụng chế độ chi phí y tế cao?</translation>
  </message>
  <message id="device.limit">
    <source>限度額|情報を
当機関に|提供しますか</source>
    <translation>Cung cấp mức giới hạn cho cơ sở này?</translation>
  </message>
  <message id="web.surgery">
    <source>手術情報の|提供に
同意しますか</source>
    <translation>Đồng ý cung cấp thông tin phẫu thuật?</translation>
  </message>
  <message id="web.care_medicine">
    <source>診療情報|および
薬剤情報の|提供に
同意しますか</source>
    <translation>Đồng ý cung cấp thông tin khám và thuốc?</translation>
  </message>
  <message id="web.checkup">
    <source>特定健診等|情報の|提供に
同意しますか</source>
    <translation>Đồng ý cung cấp thông tin khám sức khỏe?</translation>
  </message>
  <message id="web.limit">
    <source>限度額|情報の|提供に
同意しますか</source>
    <translation>Đồng ý cung cấp mức giới hạn?</translation>
  </message>
  <message id="web.specific_disease">
    <source>特定疾病療養|受療証
情報の|提供に
同意しますか</source>
    <translation>Đồng ý cung cấp giấy chứng nhận bệnh đặc định?</translation>
  </message>
  <message id="prescription.question">
    <source>処方箋の|発行形態を
選んでください</source>
    <translation>Chọn loại đơn thuốc</translation>
  </message>
  <message id="prescription.electronic">
    <source>電子処方箋</source>
    <translation>Đơn điện tử</translation>
  </message>
  <message id="prescription.electronic.more">
    <source>紙を|使わず、|データで
発行します</source>
    <translation>Không dùng giấy</translation>
  </message>
  <message id="prescription.paper">
    <source>紙の|処方箋</source>
    <translation>Đơn giấy</translation>
  </message>
  <message id="prescription.paper.more">
    <source>紙の|処方箋を
受け取ります</source>
    <translation>Nhận đơn bằng giấy</translation>
  </message>
  <message id="subsidy.question">
    <source>医療費助成の|情報を
提供しますか</source>
    <translation>Cung cấp thông tin trợ cấp y tế?</translation>
  </message>
  <message id="subsidy.lead">
    <source>受給者証の|内容を
受付に|伝えます。</source>
    <translation>Quầy sẽ thấy nội dung thẻ trợ cấp.</translation>
  </message>
  <message id="wait.reading">
    <source>カードを
読み取っています</source>
    <translation>Đang đọc thẻ</translation>
  </message>
  <message id="wait.identifying">
    <source>資格を
確認しています</source>
    <translation>Đang kiểm tra bảo hiểm</translation>
  </message>
  <message id="wait.registering">
    <source>利用登録を
しています</source>
    <translation>Đang đăng ký</translation>
  </message>
  <message id="wait.submitting">
    <source>受付を
登録しています</source>
    <translation>Đang hoàn tất</translation>
  </message>
  <message id="wait.lead">
    <source>このまま|お待ちください</source>
    <translation>Vui lòng chờ</translation>
  </message>
  <message id="wait.slow">
    <source>時間が|かかっています。
もう少し|お待ちください</source>
    <translation>Mất thêm thời gian. Vui lòng chờ</translation>
  </message>
  <message id="done.title">
    <source>受付が|完了しました</source>
    <translation>Đã tiếp nhận xong</translation>
  </message>
  <message id="done.lead">
    <source>お名前を|お呼びするまで|お待ちください</source>
    <translation>Vui lòng chờ gọi tên</translation>
  </message>
  <message id="done.check">
    <source>資格の|確認</source>
    <translation>Bảo hiểm</translation>
  </message>
  <message id="done.check.ok">
    <source>できました</source>
    <translation>Đã xác nhận</translation>
  </message>
  <message id="done.given">
    <source>情報の|提供</source>
    <translation>Hồ sơ</translation>
  </message>
  <message id="done.given.some">
    <source>{count}つに|同意しました</source>
    <translation>Đồng ý {count} mục</translation>
  </message>
  <message id="done.given.none">
    <source>同意しませんでした</source>
    <translation>Không chia sẻ</translation>
  </message>
  <message id="slot.left">
    <source>カードの|場所は|画面の|左</source>
    <translation>Chỗ đặt thẻ: bên trái màn hình</translation>
  </message>
  <message id="slot.right">
    <source>カードの|場所は|画面の|右</source>
    <translation>Chỗ đặt thẻ: bên phải màn hình</translation>
  </message>
  <message id="slot.below">
    <source>カードの|場所は|画面の|下</source>
    <translation>Chỗ đặt thẻ: bên dưới màn hình</translation>
  </message>
  <message id="take.title">
    <source>カードを
お取りください</source>
    <translation>Vui lòng lấy thẻ</translation>
  </message>
  <message id="take.lead">
    <source>お忘れ物に|ご注意ください</source>
    <translation>Đừng quên đồ</translation>
  </message>
  <message id="take.done">
    <source>受付は|完了しています</source>
    <translation>Đã tiếp nhận xong</translation>
  </message>
  <message id="take.not_done">
    <source>受付は|終わっていません</source>
    <translation>Chưa tiếp nhận xong</translation>
  </message>
  <message id="take.alarm.title">
    <source>カードの|取り忘れに
ご注意ください</source>
    <translation>Bạn quên lấy thẻ</translation>
  </message>
  <message id="take.alarm.lead">
    <source>カードが|まだ|置かれています</source>
    <translation>Thẻ vẫn còn trên máy</translation>
  </message>
  <message id="take.picture">
    <source>台の上のカードを取ります</source>
    <translation>Lấy thẻ khỏi máy</translation>
  </message>
  <message id="removed.title">
    <source>カードが
取り出されました</source>
    <translation>Thẻ đã bị lấy ra</translation>
  </message>
  <message id="removed.lead">
    <source>受付は|まだ|終わっていません。</source>
    <translation>Chưa tiếp nhận xong.</translation>
  </message>
  <message id="removed.unsaved">
    <source>ここまでの|内容は|保存されていません。</source>
    <translation>Chưa có gì được lưu.</translation>
  </message>
  <message id="removed.identity">
    <source>本人確認</source>
    <translation>Danh tính</translation>
  </message>
  <message id="removed.identity.yes">
    <source>できました</source>
    <translation>Đã xác nhận</translation>
  </message>
  <message id="removed.identity.no">
    <source>まだです</source>
    <translation>Chưa</translation>
  </message>
  <message id="removed.agreed">
    <source>同意しました</source>
    <translation>Đồng ý</translation>
  </message>
  <message id="removed.declined">
    <source>同意しない</source>
    <translation>Không đồng ý</translation>
  </message>
  <message id="removed.open">
    <source>まだ|選んでいません</source>
    <translation>Chưa chọn</translation>
  </message>
  <message id="error.code">
    <source>エラー {code}</source>
    <translation>Lỗi {code}</translation>
  </message>
  <message id="error.code.own">
    <source>模擬エラー {code}</source>
    <translation>Lỗi mô phỏng {code}</translation>
  </message>
  <message id="error.again.when">
    <source>繰り返し|表示されるときは</source>
    <translation>Nếu lặp lại</translation>
  </message>
  <message id="error.again">
    <source>受付窓口に|連絡してください</source>
    <translation>hãy báo quầy lễ tân</translation>
  </message>
  <message id="error.sleeve">
    <source>ケースから|出す</source>
    <translation>Lấy khỏi bao</translation>
  </message>
  <message id="error.turn">
    <source>顔写真の|向きを|合わせる</source>
    <translation>Xoay đúng chiều ảnh</translation>
  </message>
  <message id="error.replace">
    <source>一度|取って|置き直す</source>
    <translation>Nhấc lên rồi đặt lại</translation>
  </message>
  <message id="error.only">
    <source>マイナンバーカードを|置く</source>
    <translation>Đặt thẻ My Number</translation>
  </message>
  <message id="outage.portal">
    <source>マイナポータルの|資格情報画面</source>
    <translation>Trang bảo hiểm trên Mynaportal</translation>
  </message>
  <message id="outage.portal.more">
    <source>スマートフォンで|表示</source>
    <translation>Trên điện thoại</translation>
  </message>
  <message id="outage.notice">
    <source>資格情報の|お知らせ</source>
    <translation>Thông báo thông tin bảo hiểm</translation>
  </message>
  <message id="outage.notice.more">
    <source>カードと|一緒に</source>
    <translation>Cùng với thẻ</translation>
  </message>
  <message id="outage.statement">
    <source>被保険者資格|申立書</source>
    <translation>Đơn khai bảo hiểm</translation>
  </message>
  <message id="outage.statement.more">
    <source>受付で|記入します</source>
    <translation>Điền tại quầy</translation>
  </message>
  <message id="outage.none.when">
    <source>どれも|無いときは</source>
    <translation>Nếu không có</translation>
  </message>
  <message id="outage.none">
    <source>受付の|係員に|声を|かけてください</source>
    <translation>hãy nói với quầy lễ tân</translation>
  </message>
  <message id="fault.starting.title">
    <source>準備しています</source>
    <translation>Đang chuẩn bị</translation>
  </message>
  <message id="fault.starting.lead">
    <source>まもなく|使えるようになります。</source>
    <translation>Sắp dùng được.</translation>
  </message>
  <message id="fault.starting.way">
    <source>そのまま
お待ちください</source>
    <translation>Vui lòng chờ</translation>
  </message>
  <message id="fault.reader.missing.title">
    <source>カードリーダーが
見つかりません</source>
    <translation>Không thấy đầu đọc thẻ</translation>
  </message>
  <message id="fault.reader.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>Thiết bị chưa được kết nối.</translation>
  </message>
  <message id="fault.reader.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.reader.service_down.title">
    <source>カードリーダーが
動いていません</source>
    <translation>Đầu đọc thẻ không hoạt động</translation>
  </message>
  <message id="fault.reader.service_down.lead">
    <source>機器の|準備が|できていません。</source>
    <translation>Thiết bị chưa sẵn sàng.</translation>
  </message>
  <message id="fault.reader.service_down.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.reader.busy.title">
    <source>カードリーダーが
ほかで|使われています</source>
    <translation>Đầu đọc đang được dùng</translation>
  </message>
  <message id="fault.reader.busy.lead">
    <source>カードを|一度|取って、
しばらく|待ってください。</source>
    <translation>Lấy thẻ ra và chờ một lát.</translation>
  </message>
  <message id="fault.reader.busy.way">
    <source>もう一度
置いてください</source>
    <translation>Vui lòng đặt lại</translation>
  </message>
  <message id="fault.card.unreadable.title">
    <source>マイナンバーカードを
認識|できません</source>
    <translation>Không nhận được thẻ</translation>
  </message>
  <message id="fault.card.unreadable.lead">
    <source>正しく|置かれているか|確認してください。</source>
    <translation>Hãy kiểm tra thẻ đặt đúng chưa.</translation>
  </message>
  <message id="fault.card.unreadable.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.not_my_number.title">
    <source>マイナンバーカード|以外が
置かれています</source>
    <translation>Đây không phải thẻ My Number</translation>
  </message>
  <message id="fault.card.not_my_number.lead">
    <source>マイナンバーカードが
置かれているか|確認してください。</source>
    <translation>Hãy kiểm tra lại thẻ.</translation>
  </message>
  <message id="fault.card.not_my_number.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.card.second.title">
    <source>カードが|2枚
置かれています</source>
    <translation>Có hai thẻ</translation>
  </message>
  <message id="fault.card.second.lead">
    <source>どの|カードか|わかりません。</source>
    <translation>Không rõ thẻ nào.</translation>
  </message>
  <message id="fault.card.second.way">
    <source>1枚だけ
置いてください</source>
    <translation>Chỉ đặt một thẻ</translation>
  </message>
  <message id="fault.card.expired.title">
    <source>カードの|有効期限が
切れています</source>
    <translation>Thẻ đã hết hạn</translation>
  </message>
  <message id="fault.card.expired.lead">
    <source>市区町村の|窓口で|カードの|更新が|必要です。</source>
    <translation>Cần gia hạn tại văn phòng hành chính.</translation>
  </message>
  <message id="fault.card.expired.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.card.malformed.title">
    <source>カードの|内容を
読み取れません</source>
    <translation>Không đọc được nội dung thẻ</translation>
  </message>
  <message id="fault.card.malformed.lead">
    <source>カードが|壊れている|ことが|あります。</source>
    <translation>Thẻ có thể bị hỏng.</translation>
  </message>
  <message id="fault.card.malformed.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.card.taken.title">
    <source>カードが
取り出されました</source>
    <translation>Thẻ đã bị lấy ra</translation>
  </message>
  <message id="fault.card.taken.lead">
    <source>読み取りが|終わる|前でした。</source>
    <translation>Chưa đọc xong thẻ.</translation>
  </message>
  <message id="fault.card.taken.way">
    <source>もう一度
置いてください</source>
    <translation>Vui lòng đặt lại</translation>
  </message>
  <message id="fault.certificate.invalid.title">
    <source>電子証明書が
失効・|期限切れです</source>
    <translation>Chứng thư bị thu hồi hoặc hết hạn</translation>
  </message>
  <message id="fault.certificate.invalid.lead">
    <source>市区町村で|証明書の|更新手続きを|してください。</source>
    <translation>Hãy gia hạn tại văn phòng hành chính.</translation>
  </message>
  <message id="fault.certificate.invalid.way">
    <source>受付窓口に
ご連絡ください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.pin.locked.title">
    <source>暗証番号が
ロックされています</source>
    <translation>Mã PIN đã bị khóa</translation>
  </message>
  <message id="fault.pin.locked.lead">
    <source>市区町村の|窓口で|解除できます。</source>
    <translation>Mở khóa tại văn phòng hành chính.</translation>
  </message>
  <message id="fault.pin.locked.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.photo.unreadable.title">
    <source>カードの|写真を
読み取れません</source>
    <translation>Không đọc được ảnh trên thẻ</translation>
  </message>
  <message id="fault.photo.unreadable.lead">
    <source>顔認証が|できません。</source>
    <translation>Không thể xác thực khuôn mặt.</translation>
  </message>
  <message id="fault.photo.unreadable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.code_b.missing.title">
    <source>カードの|写真を
開けません</source>
    <translation>Không mở được ảnh trên thẻ</translation>
  </message>
  <message id="fault.code_b.missing.lead">
    <source>照合番号が|わからず、
顔認証が|できません。</source>
    <translation>Không thể xác thực khuôn mặt.</translation>
  </message>
  <message id="fault.code_b.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.code_b.wrong.title">
    <source>カードの|写真を
開けません</source>
    <translation>Không mở được ảnh trên thẻ</translation>
  </message>
  <message id="fault.code_b.wrong.lead">
    <source>照合番号が|合わず、
顔認証が|できません。</source>
    <translation>Không thể xác thực khuôn mặt.</translation>
  </message>
  <message id="fault.code_b.wrong.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.camera.missing.title">
    <source>カメラが
使えません</source>
    <translation>Không dùng được camera</translation>
  </message>
  <message id="fault.camera.missing.lead">
    <source>機器の|接続が|切れています。</source>
    <translation>Thiết bị chưa được kết nối.</translation>
  </message>
  <message id="fault.camera.missing.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.camera.ended.title">
    <source>カメラが
止まりました</source>
    <translation>Camera đã dừng</translation>
  </message>
  <message id="fault.camera.ended.lead">
    <source>映像が|届かなく|なりました。</source>
    <translation>Không có hình.</translation>
  </message>
  <message id="fault.camera.ended.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.engine.weights.title">
    <source>顔認証の|準備が
できません</source>
    <translation>Không chuẩn bị được xác thực khuôn mặt</translation>
  </message>
  <message id="fault.engine.weights.lead">
    <source>機器の|ファイルが|足りません。</source>
    <translation>Thiếu tệp trên thiết bị.</translation>
  </message>
  <message id="fault.engine.weights.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.identity.refused.title">
    <source>本人確認が
できませんでした</source>
    <translation>Không xác nhận được danh tính</translation>
  </message>
  <message id="fault.identity.refused.lead">
    <source>顔認証・暗証番号の
どちらも|できませんでした。</source>
    <translation>Cả khuôn mặt và mã PIN đều không được.</translation>
  </message>
  <message id="fault.identity.refused.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.eligibility.not_registered.title">
    <source>健康保険証の
利用登録が|ありません</source>
    <translation>Thẻ chưa đăng ký bảo hiểm</translation>
  </message>
  <message id="fault.eligibility.not_registered.lead">
    <source>登録しない|ままでは|受付|できません。</source>
    <translation>Chưa đăng ký thì không tiếp nhận được.</translation>
  </message>
  <message id="fault.eligibility.not_registered.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.eligibility.no_such_person.title">
    <source>保険の|資格が
見つかりません</source>
    <translation>Không tìm thấy bảo hiểm</translation>
  </message>
  <message id="fault.eligibility.no_such_person.lead">
    <source>加入の|手続き中の|ことが|あります。</source>
    <translation>Có thể đang làm thủ tục.</translation>
  </message>
  <message id="fault.eligibility.no_such_person.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.eligibility.system_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>Hiện không kiểm tra được bảo hiểm</translation>
  </message>
  <message id="fault.eligibility.system_down.lead">
    <source>確認の|システムが|止まっています。
受付で、|次の|どれかを|見せてください。</source>
    <translation>Hệ thống ngừng hoạt động. Hãy xuất trình một trong các mục này tại quầy.</translation>
  </message>
  <message id="fault.eligibility.system_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.eligibility.network_down.title">
    <source>いま|資格を
確認|できません</source>
    <translation>Hiện không kiểm tra được bảo hiểm</translation>
  </message>
  <message id="fault.eligibility.network_down.lead">
    <source>通信の|障害です。
受付で、|次の|どれかを|見せてください。</source>
    <translation>Mất kết nối. Hãy xuất trình một trong các mục này tại quầy.</translation>
  </message>
  <message id="fault.eligibility.network_down.way">
    <source></source>
    <translation></translation>
  </message>
  <message id="fault.folder.unwritable.title">
    <source>受付の|結果を
渡せません|でした</source>
    <translation>Không gửi được kết quả</translation>
  </message>
  <message id="fault.folder.unwritable.lead">
    <source>受付の|パソコンに|書き込めません。</source>
    <translation>Không ghi được vào máy quầy.</translation>
  </message>
  <message id="fault.folder.unwritable.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="fault.internal.title">
    <source>受付を
続けられません</source>
    <translation>Không thể tiếp tục</translation>
  </message>
  <message id="fault.internal.lead">
    <source>機器の|中で|問題が|起きました。</source>
    <translation>Thiết bị gặp sự cố.</translation>
  </message>
  <message id="fault.internal.way">
    <source>受付窓口に
お声がけください</source>
    <translation>Vui lòng hỏi quầy lễ tân</translation>
  </message>
  <message id="language.title">
    <source>ことばを|選んでください</source>
    <translation>Chọn ngôn ngữ</translation>
  </message>
  <message id="language.more">
    <source>Choose your language</source>
    <translation>Choose your language</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンで|受付</source>
    <translation>Dùng điện thoại</translation>
  </message>
  <message id="method.phone">
    <source>スマートフォン</source>
    <translation>Điện thoại</translation>
  </message>
  <message id="phone.question">
    <source>スマートフォンの|種類を
選んでください</source>
    <translation>Bạn dùng loại điện thoại nào?</translation>
  </message>
  <message id="phone.iphone">
    <source>iPhone</source>
    <translation>iPhone</translation>
  </message>
  <message id="phone.iphone.more">
    <source>Face IDや|Touch IDで
本人確認をします</source>
    <translation>Xác nhận bằng Face ID hoặc Touch ID</translation>
  </message>
  <message id="phone.android">
    <source>Android</source>
    <translation>Android</translation>
  </message>
  <message id="phone.android.more">
    <source>4けたの|暗証番号を
ここで|入力します</source>
    <translation>Nhập mã PIN 4 số tại đây</translation>
  </message>
  <message id="phone.picture">
    <source>スマートフォンを、カードを置く台の上にかざします</source>
    <translation>Đưa điện thoại lại gần đầu đọc thẻ</translation>
  </message>
  <message id="hold.iphone.title">
    <source>iPhoneを
かざして|ください</source>
    <translation>Đặt iPhone lên đầu đọc</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に|Face IDか|Touch IDを|使ってから、
1〜2秒|かざします</source>
    <translation>Trước hết dùng Face ID hoặc Touch ID. Sau đó giữ 1–2 giây</translation>
  </message>
  <message id="hold.android.title">
    <source>スマートフォンを
かざして|ください</source>
    <translation>Đặt điện thoại lên đầu đọc</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面の|ロックを|外して、
1〜2秒|かざします</source>
    <translation>Mở khóa màn hình rồi giữ 1–2 giây</translation>
  </message>
  <message id="hold.wait">
    <source>お待ちして|います</source>
    <translation>Đang chờ điện thoại</translation>
  </message>
  <message id="hold.reading">
    <source>そのまま|動かさないで|ください</source>
    <translation>Giữ yên, đừng di chuyển</translation>
  </message>
  <message id="hold.short">
    <source>早すぎました。
もう一度|かざしてください</source>
    <translation>Bạn nhấc máy quá sớm. Hãy đặt lại</translation>
  </message>
  <message id="pin.phone.question">
    <source>スマートフォンの|暗証番号
4けたを|入力してください</source>
    <translation>Nhập mã PIN 4 số của điện thoại</translation>
  </message>
  <message id="pin.phone.lead">
    <source>スマートフォン用|電子証明書の|番号です</source>
    <translation>Mã PIN của chứng thư trên điện thoại</translation>
  </message>
  <message id="strip.phone">
    <source>スマートフォンは|離して|大丈夫です</source>
    <translation>Bạn có thể lấy điện thoại</translation>
  </message>
  <message id="strip.phone.short">
    <source>離して|大丈夫です</source>
    <translation>Lấy điện thoại</translation>
  </message>
  <message id="strip.card">
    <source>カードを|置くと|受付を|始めます</source>
    <translation>Đặt thẻ để bắt đầu</translation>
  </message>
  <message id="error.card.when">
    <source>カードも|ない|ときは</source>
    <translation>Nếu không có thẻ</translation>
  </message>
  <message id="fault.phone.not_registered.title">
    <source>このスマートフォンは
利用登録が|ありません</source>
    <translation>Điện thoại này chưa được đăng ký</translation>
  </message>
  <message id="fault.phone.not_registered.lead">
    <source>はじめての|ときは、|カードで|利用登録をします。</source>
    <translation>Lần đầu, hãy đăng ký bằng thẻ.</translation>
  </message>
  <message id="fault.phone.not_registered.way">
    <source>先に|マイナンバーカードを
置いてください</source>
    <translation>Trước hết hãy đặt thẻ My Number</translation>
  </message>
  <message id="fault.phone.pin_locked.title">
    <source>スマートフォンの
暗証番号が|ロックされています</source>
    <translation>Mã PIN của điện thoại đã bị khóa</translation>
  </message>
  <message id="fault.phone.pin_locked.lead">
    <source>カードなら|顔認証か|暗証番号で|受付できます。</source>
    <translation>Bạn có thể dùng thẻ để tiếp tục.</translation>
  </message>
  <message id="fault.phone.pin_locked.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Hãy đặt thẻ My Number</translation>
  </message>
  <message id="fault.phone.connection.title">
    <source>通信エラーが
発生しました</source>
    <translation>Đã xảy ra lỗi kết nối</translation>
  </message>
  <message id="fault.phone.connection.lead">
    <source>スマートフォンを|読み取れませんでした。</source>
    <translation>Không đọc được điện thoại.</translation>
  </message>
  <message id="fault.phone.connection.way">
    <source>マイナンバーカードを
置いてください</source>
    <translation>Hãy đặt thẻ My Number</translation>
  </message>
</context>
</TS>
