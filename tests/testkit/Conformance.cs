// Plays conformance.json with the client for C#: Conformance URL TOKEN CASES
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Uketsuke;

static class Conformance
{
    static void Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var told = new List<object>();
        using (var service = new Service(args[0], args[1]))
            foreach (IDictionary<string, object> one in (IList<object>)Json.Read(File.ReadAllBytes(args[2])))
                using (var kiosk = service.Open(seed: 1))
                    told.Add(Played(kiosk, (IList<object>)one["calls"]));
        Console.WriteLine(Json.Write(told));
    }

    static object Played(Kiosk kiosk, IList<object> calls)
    {
        try
        {
            foreach (IList<object> call in calls) Act(kiosk, (string)call[0], call.Skip(1).ToList());
            var ends = kiosk.Journal.Where(line => line.ContainsKey("outcome") && line["outcome"] != null);
            return new
            {
                result = kiosk.Result,
                last = kiosk.Screen["outcome"],
                outcomes = ends.Select(line => line["outcome"]).ToList(),
                events = kiosk.Events().Count,
                png = Encoding.ASCII.GetString(kiosk.Picture, 1, 3),
            };
        }
        catch (Exception error) when (error is NotSeen || error is Refused)
        {
            return new { error = error.GetType().Name, says = error.Message };
        }
    }

    static void Staff(Kiosk kiosk, IList<object> given, Func<string, object> get)
    {
        var uses = get("uses") as IList<object>;
        kiosk.Staff((string)given[0], (int?)(double?)get("minutes"), uses == null ? null : uses.Cast<string>().ToArray());
    }

    static void Act(Kiosk kiosk, string name, IList<object> given)
    {
        var more = given.LastOrDefault() as IDictionary<string, object> ?? new Dictionary<string, object>();
        Func<string, object> get = key => more.ContainsKey(key) ? more[key] : null;
        var on = (string)get("on");
        var within = (double?)get("within");
        switch (name)
        {
            case "insert": kiosk.Insert((string)given[0], null, (string)get("beside"), within); break;
            case "remove": kiosk.Remove(on, within); break;
            case "press": kiosk.Press((string)given[0], on, (int?)(double?)get("digit"), within); break;
            case "pin": kiosk.Pin((string)given[0], on, within); break;
            case "visit": kiosk.Visit((string)given[0], (string)get("use"), (string)get("card"), (string)get("card_pin"), day: (string)get("day")); break;
            case "staff": Staff(kiosk, given, get); break;
            case "fault": kiosk.Fault((string)given[0], on, within); break;
            case "mend": kiosk.Mend((string)given[0]); break;
            case "wait": kiosk.Wait((double)given[0]); break;
            case "expect": kiosk.Expect(given[0], given.Count > 1 ? within : null); break;
            case "never": kiosk.ExpectNever(given[0], within ?? 5); break;
            default: throw new ArgumentException("the suite has a call that this player does not know: " + name);
        }
    }
}
