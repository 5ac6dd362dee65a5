<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="ja">
<context>
  <name></name>
  <message id="title">
    <source>実演の机</source>
    <translation>実演の机</translation>
  </message>
  <message id="tag.demo">
    <source>模擬</source>
    <translation>模擬</translation>
  </message>
  <message id="clock.back">
    <source>戻す</source>
    <translation>戻す</translation>
  </message>
  <message id="cards">
    <source>カード</source>
    <translation>カード</translation>
  </message>
  <message id="frames">
    <source>カメラ</source>
    <translation>カメラ</translation>
  </message>
  <message id="reader">
    <source>リーダー</source>
    <translation>リーダー</translation>
  </message>
  <message id="patient">
    <source>患者の画面</source>
    <translation>患者の画面</translation>
  </message>
  <message id="faults">
    <source>不具合</source>
    <translation>不具合</translation>
  </message>
  <message id="reader.empty">
    <source>カードは置かれていません</source>
    <translation>カードは置かれていません</translation>
  </message>
  <message id="reader.card">
    <source>{name} のカード</source>
    <translation>{name} のカード</translation>
  </message>
  <message id="reader.take">
    <source>カードを取る</source>
    <translation>カードを取る</translation>
  </message>
  <message id="reader.drop">
    <source>ここにカードを置く</source>
    <translation>ここにカードを置く</translation>
  </message>
  <message id="patient.step">
    <source>{step} {name}  開始から {seconds:.0f}秒</source>
    <translation>{step} {name}  開始から {seconds:.0f}秒</translation>
  </message>
  <message id="patient.waiting">
    <source>患者を待っています</source>
    <translation>患者を待っています</translation>
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
  <message id="step.0">
    <source></source>
    <translation></translation>
  </message>
  <message id="faults.count">
    <source>{count}つ使用中</source>
    <translation>{count}つ使用中</translation>
  </message>
  <message id="faults.none">
    <source>使っていません</source>
    <translation>使っていません</translation>
  </message>
  <message id="faults.clear">
    <source>すべて戻す</source>
    <translation>すべて戻す</translation>
  </message>
  <message id="group.card">
    <source>カード</source>
    <translation>カード</translation>
  </message>
  <message id="group.camera">
    <source>カメラ</source>
    <translation>カメラ</translation>
  </message>
  <message id="group.eligibility">
    <source>資格</source>
    <translation>資格</translation>
  </message>
  <message id="group.network">
    <source>回線</source>
    <translation>回線</translation>
  </message>
  <message id="group.file">
    <source>ファイル</source>
    <translation>ファイル</translation>
  </message>
  <message id="choice.profile">
    <source>手順</source>
    <translation>手順</translation>
  </message>
  <message id="choice.facility">
    <source>施設</source>
    <translation>施設</translation>
  </message>
  <message id="choice.language">
    <source>ことば</source>
    <translation>ことば</translation>
  </message>
  <message id="choice.text">
    <source>文字</source>
    <translation>文字</translation>
  </message>
  <message id="story.step">
    <source>台本 {index}/{count}</source>
    <translation>台本 {index}/{count}</translation>
  </message>
  <message id="story.stop">
    <source>台本を閉じる</source>
    <translation>台本を閉じる</translation>
  </message>
  <message id="key.cards">
    <source>カードを置く</source>
    <translation>カードを置く</translation>
  </message>
  <message id="key.digits">
    <source>数字キー</source>
    <translation>数字キー</translation>
  </message>
  <message id="key.take">
    <source>取る</source>
    <translation>取る</translation>
  </message>
  <message id="key.faults">
    <source>不具合</source>
    <translation>不具合</translation>
  </message>
  <message id="notice">
    <source>すべて架空の人物です。実際の資格確認は行いません。</source>
    <translation>すべて架空の人物です。実際の資格確認は行いません。</translation>
  </message>
  <message id="fault.name">
    <source>{label}。使用中</source>
    <translation>{label}。使用中</translation>
  </message>
  <message id="clock.next.1">
    <source>＋1日</source>
    <translation>＋1日</translation>
  </message>
  <message id="clock.next.30">
    <source>＋30日</source>
    <translation>＋30日</translation>
  </message>
  <message id="clock.next.365">
    <source>＋1年</source>
    <translation>＋1年</translation>
  </message>
  <message id="cards.others">
    <source>ほかのカード</source>
    <translation>ほかのカード</translation>
  </message>
  <message id="patient.result">
    <source>資格 {verdict}</source>
    <translation>資格 {verdict}</translation>
  </message>
  <message id="key.patient">
    <source>患者の画面では Ctrl＋数字</source>
    <translation>患者の画面では Ctrl＋数字</translation>
  </message>
  <message id="clock.day">
    <source>{year}年{month}月{day}日</source>
    <translation>{year}年{month}月{day}日</translation>
  </message>
  <message id="clock.hour">
    <source>{hour}:{minute:02}</source>
    <translation>{hour}:{minute:02}</translation>
  </message>
  <message id="clock.held">
    <source>{hour}（停止中）</source>
    <translation>{hour}（停止中）</translation>
  </message>
  <message id="pause.on">
    <source>時間を止める</source>
    <translation>時間を止める</translation>
  </message>
  <message id="pause.off">
    <source>時間を進める</source>
    <translation>時間を進める</translation>
  </message>
  <message id="paused">
    <source>停止中</source>
    <translation>停止中</translation>
  </message>
  <message id="story.by_hand">
    <source>自分で進める</source>
    <translation>自分で進める</translation>
  </message>
  <message id="story.by_itself">
    <source>自動で進める</source>
    <translation>自動で進める</translation>
  </message>
  <message id="key.pause">
    <source>時間を止める</source>
    <translation>時間を止める</translation>
  </message>
</context>
</TS>
