// Client of the control protocol of `kiosk test serve` (docs/testing.md), for .NET 8 and Mono 6.
// No packages are needed. Names (pages, presses, faults, personas) are those of `kiosk test names`.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Uketsuke
{
    /// <summary>The service cannot be reached, or has ended.</summary>
    public class KitError : Exception
    {
        public KitError(string sentence) : base(sentence) { }
    }

    /// <summary>A request that can never be carried out; the message says why.</summary>
    public class Refused : KitError
    {
        public Refused(string sentence) : base(sentence) { }
    }

    /// <summary>What was wanted did not come in time. Report: wanted, seen, unfit, pages, pressable.</summary>
    public class NotSeen : Exception
    {
        public readonly IDictionary<string, object> Report;

        public NotSeen(IDictionary<string, object> report) : base(Text(report)) { Report = report; }

        static string Text(IDictionary<string, object> report)
        {
            object sentence;
            return report.TryGetValue("sentence", out sentence) ? (string)sentence : "not seen";
        }
    }

    /// <summary>A running service, at an address with a token.</summary>
    public sealed class Service : IDisposable
    {
        readonly HttpClient http = new HttpClient { Timeout = TimeSpan.FromSeconds(300) };
        readonly string url, token;
        Process process;

        public Service(string url, string token) { this.url = url; this.token = token; }

        /// <summary>Start `command test serve`; it ends with the returned service, or with this process.</summary>
        public static Service Start(string command = "kiosk")
        {
            var start = new ProcessStartInfo(command, "test serve --with-parent")
            {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
            };
            var process = Process.Start(start);
            string line = process.StandardOutput.ReadLine();
            if (line == null) throw new KitError("the desks' process did not start; `kiosk doctor --test` says why");
            var told = (IDictionary<string, object>)Json.Read(Encoding.UTF8.GetBytes(line));
            return new Service((string)told["url"], (string)told["token"]) { process = process };
        }

        /// <summary>Send a request; returns the answer's body. Throws KitError, Refused, NotSeen.</summary>
        public byte[] Call(string method, string path, object body = null)
        {
            var asked = new HttpRequestMessage(new HttpMethod(method), url + path);
            asked.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            if (body != null) asked.Content = new StringContent(Json.Write(body), Encoding.UTF8, "application/json");
            int status;
            byte[] got;
            try
            {
                using (var answer = http.SendAsync(asked).GetAwaiter().GetResult())
                {
                    status = (int)answer.StatusCode;
                    got = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
                }
            }
            catch (Exception error) when (error is HttpRequestException || error is OperationCanceledException)
            {
                throw new KitError("the desks' process does not answer (" + error.Message + ")");
            }
            if (status < 300) return got;
            var told = Told(got);
            if (status == 409) throw new NotSeen(told);
            object sentence;
            if (!told.TryGetValue("sentence", out sentence) && !told.TryGetValue("detail", out sentence))
                sentence = "status " + status;
            throw new Refused(sentence as string ?? Json.Write(sentence));
        }

        static IDictionary<string, object> Told(byte[] got)
        {
            try
            {
                return Json.Read(got) as IDictionary<string, object> ?? new Dictionary<string, object>();
            }
            catch (XmlException) { return new Dictionary<string, object>(); }
        }

        /// <summary>As Call, with a JSON answer.</summary>
        public object JsonCall(string method, string path, object body = null)
        {
            return Json.Read(Call(method, path, body));
        }

        /// <summary>Every name that requests may use.</summary>
        public IDictionary<string, object> Names()
        {
            return (IDictionary<string, object>)JsonCall("GET", "/v1/names");
        }

        /// <summary>Open a desk: config as in config.toml, start in Japanese time.</summary>
        public Kiosk Open(object config = null, DateTime? start = null, int seed = 0, string frames = "owner", bool pictures = false)
        {
            var day = start.HasValue ? start.Value.ToString("s", CultureInfo.InvariantCulture) : null;
            var wish = new { config = config ?? new { }, start = day, seed, frames, pictures };
            var made = (IDictionary<string, object>)JsonCall("POST", "/v1/desks", wish);
            return new Kiosk(this, (string)made["id"]);
        }

        /// <summary>Close the connection, and end the process if Start has started it.</summary>
        public void Dispose()
        {
            http.Dispose();
            if (process == null) return;
            process.StandardInput.Close();
            if (!process.WaitForExit(10000)) process.Kill();
        }
    }

    /// <summary>One desk. Acts wait until they are possible, at most `within` seconds of its time.</summary>
    public sealed class Kiosk : IDisposable
    {
        readonly Service service;
        public readonly string Id;

        public Kiosk(Service service, string id) { this.service = service; Id = id; }

        string Path(string path) { return "/v1/desks/" + Id + path; }

        IDictionary<string, object> Do(string method, string path, params object[] pairs)
        {
            var body = new Dictionary<string, object>();
            for (int at = 0; at < pairs.Length; at += 2)
                if (pairs[at + 1] != null) body[(string)pairs[at]] = pairs[at + 1];
            return (IDictionary<string, object>)service.JsonCall(method, Path(path), method == "DELETE" ? null : body);
        }

        byte[] Get(string path) { return service.Call("GET", Path(path)); }

        /// <summary>Insert a persona's card or phone; faults such as new { fault = "pulled", at = 12 }.</summary>
        public IDictionary<string, object> Insert(string card, object[] faults = null, string beside = null, double? within = null)
        {
            return Do("POST", "/card", "card", card, "faults", faults, "beside", beside, "within", within);
        }

        /// <summary>Take the card, once page `on` is shown.</summary>
        public IDictionary<string, object> Remove(string on = null, double? within = null)
        {
            return Do("POST", "/card/remove", "on", on, "within", within);
        }

        /// <summary>Press a button, once page `on` is shown and the button can be pressed.</summary>
        public IDictionary<string, object> Press(string press, string on = null, int? digit = null, double? within = null)
        {
            return Do("POST", "/press", "press", press, "on", on, "digit", digit, "within", within);
        }

        /// <summary>Type a PIN on the screen's keys.</summary>
        public IDictionary<string, object> Pin(string pin, string on = null, double? within = null)
        {
            return Do("POST", "/pin", "pin", pin, "on", on, "within", within);
        }

        /// <summary>Do an act of a visit away from the reader, as Visit("card", card: "kenji", cardPin: "1234").</summary>
        public IDictionary<string, object> Visit(string act, string use = null, string card = null, string cardPin = null, object answers = null, string day = null, string month = null, string trouble = null)
        { return Do("POST", "/visit", "act", act, "use", use, "card", card, "card_pin", cardPin, "answers", answers, "day", day, "month", month, "trouble", trouble); }

        /// <summary>Press a button of the staff's window; settings changes 環境設定 to `uses`.</summary>
        public IDictionary<string, object> Staff(string press, int? minutes = null, string[] uses = null)
        { return Do("POST", "/staff", "press", press, "minutes", minutes, "uses", uses); }

        /// <summary>Show the camera another clip, folder or picture.</summary>
        public IDictionary<string, object> Frames(string frames) { return Do("PUT", "/camera", "frames", frames); }

        /// <summary>Switch a fault on, once page `on` or hint `after` (face.closer) is shown, from `frame` on.</summary>
        public IDictionary<string, object> Fault(string fault, string on = null, double? within = null, string after = null, int? frame = null)
        {
            return Do("PUT", "/faults/" + Uri.EscapeDataString(fault), "on", on, "after", after, "frame", frame, "within", within);
        }

        /// <summary>Switch a fault off.</summary>
        public IDictionary<string, object> Mend(string fault) { return Do("DELETE", "/faults/" + Uri.EscapeDataString(fault)); }

        /// <summary>Let time pass.</summary>
        public IDictionary<string, object> Wait(double seconds) { return Do("POST", "/time", "seconds", seconds); }

        /// <summary>Wait until all of `wanted` is so, e.g. new { page = "pin", left = 2 }; returns what was seen.</summary>
        public IDictionary<string, object> Expect(object wanted, double? within = null)
        {
            return Do("POST", "/expect", "wanted", wanted, "within", within);
        }

        /// <summary>Watch for `within` seconds that not all of `unwanted` is so.</summary>
        public IDictionary<string, object> ExpectNever(object unwanted, double within = 5)
        {
            return Do("POST", "/expect", "wanted", unwanted, "within", within, "never", true);
        }

        /// <summary>Paint the program's sample of a page without a reception, with these values.</summary>
        public IDictionary<string, object> Paint(string page, object values = null)
        {
            return Do("POST", "/paint", "page", page, "values", values ?? new { });
        }

        /// <summary>Make the desk as it was at first.</summary>
        public void Reset() { Do("POST", "/reset"); }

        /// <summary>Close the desk.</summary>
        public void Dispose() { Do("DELETE", ""); }

        /// <summary>The facts that Expect compares, `pressable`, and the `screen` in its public form.</summary>
        public IDictionary<string, object> Screen { get { return (IDictionary<string, object>)Json.Read(Get("/screen")); } }

        /// <summary>Elements of the newest result file and their texts.</summary>
        public IDictionary<string, object> Result { get { return (IDictionary<string, object>)Json.Read(Get("/result")); } }

        /// <summary>The newest result file; empty without one.</summary>
        public byte[] ResultFile { get { return Get("/result.xml"); } }

        /// <summary>The window as a PNG file.</summary>
        public byte[] Picture { get { return Get("/screen.png"); } }

        /// <summary>The lines of the journal so far.</summary>
        public IList<IDictionary<string, object>> Journal
        {
            get
            {
                var lines = Encoding.UTF8.GetString(Get("/journal")).Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries);
                return lines.Select(line => (IDictionary<string, object>)Json.Read(Encoding.UTF8.GetBytes(line))).ToList();
            }
        }

        /// <summary>The events after number `since`.</summary>
        public IList<object> Events(int since = 0) { return (IList<object>)Json.Read(Get("/events?since=" + since)); }
    }

    /// <summary>JSON as dictionaries, lists, strings, doubles, booleans and null.</summary>
    public static class Json
    {
        public static object Read(byte[] text)
        {
            using (var reader = JsonReaderWriterFactory.CreateJsonReader(text, XmlDictionaryReaderQuotas.Max))
                return Value(XElement.Load(reader));
        }

        static object Value(XElement element)
        {
            switch ((string)element.Attribute("type"))
            {
                case "object": return element.Elements().ToDictionary(one => (string)one.Attribute("item") ?? one.Name.LocalName, Value);
                case "array": return element.Elements().Select(Value).ToList();
                case "number": return double.Parse(element.Value, CultureInfo.InvariantCulture);
                case "boolean": return element.Value == "true";
                case "null": return null;
                default: return element.Value;
            }
        }

        /// <summary>Dictionaries, anonymous objects, sequences and plain values.</summary>
        public static string Write(object value)
        {
            if (value == null) return "null";
            if (value is string) return Quoted((string)value);
            if (value is bool) return (bool)value ? "true" : "false";
            if (value is IDictionary<string, object>) return Table((IDictionary<string, object>)value);
            if (value is IEnumerable) return "[" + string.Join(",", ((IEnumerable)value).Cast<object>().Select(Write)) + "]";
            if (value is IFormattable) return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
            return Table(value.GetType().GetProperties().ToDictionary(one => one.Name, one => one.GetValue(value, null)));
        }

        static string Table(IDictionary<string, object> table)
        {
            return "{" + string.Join(",", table.Select(one => Quoted(one.Key) + ":" + Write(one.Value))) + "}";
        }

        static string Quoted(string text)
        {
            var made = new StringBuilder("\"");
            foreach (char one in text)
                made.Append(one == '"' || one == '\\' ? "\\" + one : one < ' ' ? "\\u" + ((int)one).ToString("x4") : one.ToString());
            return made.Append('"').ToString();
        }
    }
}
