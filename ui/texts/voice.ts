<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="ja">
<context>
  <name></name>
  <message id="method">
    <source>いち、顔認証。に、暗証番号。</source>
    <translation>いち、顔認証。に、暗証番号。</translation>
  </message>
  <message id="pin">
    <source>数字のキーで入力します。5のキーに、小さな印があります。4けた入力したら、決定を押してください。</source>
    <translation>数字のキーで入力します。5のキーに、小さな印があります。4けた入力したら、決定を押してください。</translation>
  </message>
  <message id="pin.left.1">
    <source>あと1回、入力できます。</source>
    <translation>あと1回、入力できます。</translation>
  </message>
  <message id="pin.left.2">
    <source>あと2回、入力できます。</source>
    <translation>あと2回、入力できます。</translation>
  </message>
  <message id="agree">
    <source>いち、同意する。に、同意しない。</source>
    <translation>いち、同意する。に、同意しない。</translation>
  </message>
  <message id="provide">
    <source>いち、提供する。に、提供しない。</source>
    <translation>いち、提供する。に、提供しない。</translation>
  </message>
  <message id="use">
    <source>いち、利用する。に、利用しない。</source>
    <translation>いち、利用する。に、利用しない。</translation>
  </message>
  <message id="all">
    <source>いち、すべて同意する。に、すべて同意しない。さん、1つずつ選ぶ。</source>
    <translation>いち、すべて同意する。に、すべて同意しない。さん、1つずつ選ぶ。</translation>
  </message>
  <message id="register">
    <source>いち、登録する。に、登録しない。</source>
    <translation>いち、登録する。に、登録しない。</translation>
  </message>
  <message id="prescription">
    <source>いち、電子処方箋。に、紙の処方箋。</source>
    <translation>いち、電子処方箋。に、紙の処方箋。</translation>
  </message>
  <message id="unproven.both">
    <source>いち、暗証番号を入力する。に、もう一度顔で確認する。</source>
    <translation>いち、暗証番号を入力する。に、もう一度顔で確認する。</translation>
  </message>
  <message id="unproven.pin">
    <source>いち、暗証番号を入力する。</source>
    <translation>いち、暗証番号を入力する。</translation>
  </message>
  <message id="unproven.retry">
    <source>いち、もう一度顔で確認する。</source>
    <translation>いち、もう一度顔で確認する。</translation>
  </message>
  <message id="last.face">
    <source>いち、顔認証にする。に、暗証番号を入力する。</source>
    <translation>いち、顔認証にする。に、暗証番号を入力する。</translation>
  </message>
  <message id="last">
    <source>いち、暗証番号を入力する。</source>
    <translation>いち、暗証番号を入力する。</translation>
  </message>
  <message id="confirm">
    <source>よろしければ、決定を押してください。</source>
    <translation>よろしければ、決定を押してください。</translation>
  </message>
  <message id="again">
    <source>もう一度カードを置くと、続きから始まります。</source>
    <translation>もう一度カードを置くと、続きから始まります。</translation>
  </message>
  <message id="start">
    <source>もう一度カードを置くと、最初から始まります。</source>
    <translation>もう一度カードを置くと、最初から始まります。</translation>
  </message>
  <message id="stay">
    <source>カードは、そのまま置いてください。</source>
    <translation>カードは、そのまま置いてください。</translation>
  </message>
  <message id="outage">
    <source>マイナポータルの資格情報画面、資格情報のお知らせ、または、被保険者資格申立書です。</source>
    <translation>マイナポータルの資格情報画面、資格情報のお知らせ、または、被保険者資格申立書です。</translation>
  </message>
  <message id="idle.phone">
    <source>スマートフォンを使うときは、1のキーを押してください。</source>
    <translation>スマートフォンを使うときは、1のキーを押してください。</translation>
  </message>
  <message id="method.phone">
    <source>いち、顔認証。に、暗証番号。さん、スマートフォン。</source>
    <translation>いち、顔認証。に、暗証番号。さん、スマートフォン。</translation>
  </message>
  <message id="phone.kinds">
    <source>いち、アイフォーン。に、アンドロイド。</source>
    <translation>いち、アイフォーン。に、アンドロイド。</translation>
  </message>
  <message id="hold.iphone.lead">
    <source>先に、フェースアイディーか、タッチアイディーを使ってから、いち、に秒ほどかざします。</source>
    <translation>先に、フェースアイディーか、タッチアイディーを使ってから、いち、に秒ほどかざします。</translation>
  </message>
  <message id="hold.android.lead">
    <source>画面のロックを外して、いち、に秒ほどかざします。</source>
    <translation>画面のロックを外して、いち、に秒ほどかざします。</translation>
  </message>
</context>
</TS>
