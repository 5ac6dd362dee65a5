# Ask by folder or over HTTP: ./ask.ps1 WHERE KIND FILE [TOKEN]; writes the answer to answer.xml.
# WHERE is an OQS folder or http://127.0.0.1:8780; KIND is for example OQSsiquc01.
param([string]$Where, [string]$Kind, [string]$File, [string]$Token = "")
$ErrorActionPreference = "Stop"
if ($Where.StartsWith("http")) {
    $headers = @{ "Idempotency-Key" = [guid]::NewGuid().ToString("N") }
    if ($Token) { $headers["Authorization"] = "Bearer $Token" }
    Invoke-WebRequest "$Where/v1/$Kind" -Method Post -InFile $File -ContentType "application/xml" `
        -Headers $headers -TimeoutSec 10 -OutFile "answer.xml"
    return
}
$tail = [guid]::NewGuid().ToString("N")
$half = Join-Path $Where "req/.$tail.part"
Copy-Item $File $half
Rename-Item $half "${Kind}req_$tail.xml"
$ends = (Get-Date).AddSeconds(30)
while ((Get-Date) -lt $ends) {
    $answer = Get-ChildItem (Join-Path $Where "res") -Filter "${Kind}res_$tail.*" | Select-Object -First 1
    if ($answer) {
        Move-Item $answer.FullName "answer$($answer.Extension)" -Force
        return
    }
    Start-Sleep -Milliseconds 100
}
throw "no answer came"
