<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="ja">
<context>
  <name></name>
  <message id="recording.title">
    <source>録画しています</source>
    <translation>録画しています</translation>
  </message>
  <message id="recording.lead">
    <source>この映像は保存されます。終わるには画面を押すか Esc キーを押してください。</source>
    <translation>この映像は保存されます。終わるには画面を押すか Esc キーを押してください。</translation>
  </message>
</context>
</TS>
