// Ask by folder or over HTTP: dotnet run -- WHERE KIND FILE [TOKEN]; prints the answer.
// WHERE is an OQS folder or http://127.0.0.1:8780; KIND is for example OQSsiquc01.
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

static class Ask
{
    static void Main(string[] args)
    {
        byte[] data = File.ReadAllBytes(args[2]);
        byte[] told = args[0].StartsWith("http")
            ? ByHttp(args[0], args[1], data, args.ElementAtOrDefault(3)).GetAwaiter().GetResult()
            : ByFolder(args[0], args[1], data);
        using (var output = Console.OpenStandardOutput()) output.Write(told, 0, told.Length);
    }

    static byte[] ByFolder(string folder, string kind, byte[] data)
    {
        string tail = Guid.NewGuid().ToString("N");
        string half = Path.Combine(folder, "req", $".{tail}.part");
        File.WriteAllBytes(half, data);
        File.Move(half, Path.Combine(folder, "req", $"{kind}req_{tail}.xml"));
        for (var ends = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < ends; Thread.Sleep(100))
        {
            string answer = Directory.EnumerateFiles(Path.Combine(folder, "res"), $"{kind}res_{tail}.*").FirstOrDefault();
            if (answer == null) continue;
            byte[] told = File.ReadAllBytes(answer);
            File.Delete(answer);
            return told;
        }
        throw new TimeoutException("no answer came");
    }

    static async Task<byte[]> ByHttp(string url, string kind, byte[] data, string token)
    {
        var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var asked = new HttpRequestMessage(HttpMethod.Post, $"{url}/v1/{kind}");
        asked.Content = new ByteArrayContent(data);
        asked.Content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        asked.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        if (!string.IsNullOrEmpty(token)) asked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.SendAsync(asked);
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
