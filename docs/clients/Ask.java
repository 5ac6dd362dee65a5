// Ask by folder or over HTTP: java Ask.java WHERE KIND FILE [TOKEN]; prints the answer.
// WHERE is an OQS folder or http://127.0.0.1:8780; KIND is for example OQSsiquc01.
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

class Ask {
    public static void main(String[] args) throws Exception {
        byte[] data = Files.readAllBytes(Path.of(args[2]));
        String token = args.length > 3 ? args[3] : "";
        byte[] told = args[0].startsWith("http")
            ? byHttp(args[0], args[1], data, token)
            : byFolder(Path.of(args[0]), args[1], data);
        System.out.write(told);
        System.out.flush();
    }

    static byte[] byFolder(Path folder, String kind, byte[] data) throws Exception {
        String tail = UUID.randomUUID().toString().replace("-", "");
        Path half = folder.resolve("req").resolve("." + tail + ".part");
        Files.write(half, data);
        Files.move(half, folder.resolve("req").resolve(kind + "req_" + tail + ".xml"));
        for (long ends = System.nanoTime() + 30_000_000_000L; System.nanoTime() < ends; Thread.sleep(100)) {
            try (var found = Files.newDirectoryStream(folder.resolve("res"), kind + "res_" + tail + ".*")) {
                for (Path answer : found) {
                    byte[] told = Files.readAllBytes(answer);
                    Files.delete(answer);
                    return told;
                }
            }
        }
        throw new Exception("no answer came");
    }

    static byte[] byHttp(String url, String kind, byte[] data, String token) throws Exception {
        var asked = HttpRequest.newBuilder(URI.create(url + "/v1/" + kind))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/xml")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(data));
        if (!token.isEmpty()) asked.header("Authorization", "Bearer " + token);
        // Java offers HTTP/2 by an upgrade unless told otherwise; the service speaks HTTP/1.1.
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(asked.build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }
}
