using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace ModelGen.Tests.Report;

/// <summary>A headless Chromium with one page, driven by the DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly List<string> _errors = [];
    private string? _session;
    private int _calls;

    private Browser(Process process, string profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Where Chromium is: what CHROMIUM names, or on the PATH; null if there is none.</summary>
    public static string? Program { get; } = Find();

    /// <summary>Messages on the console that are errors, and exceptions of scripts.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public static async Task<Browser> Start()
    {
        string profile = Directory.CreateTempSubdirectory("modelgen-browser-").FullName;
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", $"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank",
        ];
        ProcessStartInfo start = new(Program!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        Browser browser = new(Process.Start(start)!, profile);
        try
        {
            await browser.Connect();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shows a file in a window of the given width, in the light or dark scheme, and waits until it is there.</summary>
    public async Task Show(string path, int width, bool dark)
    {
        await Call("Emulation.setDeviceMetricsOverride", $$"""{"width":{{width}},"height":800,"deviceScaleFactor":1,"mobile":{{(width < 600 ? "true" : "false")}}}""");
        await Call("Emulation.setEmulatedMedia", $$"""{"features":[{"name":"prefers-color-scheme","value":"{{(dark ? "dark" : "light")}}"}]}""");
        await Call("Page.navigate", $$"""{"url":{{JsonSerializer.Serialize(new Uri(path).AbsoluteUri)}}}""");
        while ((await Evaluate("document.readyState === 'complete' && location.protocol === 'file:'")).GetValue<bool>() is false)
        {
            await Task.Delay(20, _deadline.Token);
        }
    }

    /// <summary>The value of a JavaScript expression.</summary>
    public async Task<JsonNode> Evaluate(string expression)
    {
        JsonNode answer = await Call("Runtime.evaluate", $$"""{"returnByValue":true,"expression":{{JsonSerializer.Serialize(expression)}}}""");
        return answer["exceptionDetails"] is { } failure
            ? throw new InvalidOperationException(failure.ToJsonString())
            : answer["result"]!["value"]!;
    }

    /// <summary>A picture of the whole page as PNG.</summary>
    public async Task<byte[]> Picture()
    {
        JsonNode answer = await Call("Page.captureScreenshot", """{"format":"png","captureBeyondViewport":true}""");
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _deadline.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A child that is just ending may still write; the folder is a temporary one.
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : null;
        }

        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private async Task Connect()
    {
        string file = Path.Combine(_profile, "DevToolsActivePort");
        string[] lines = [];
        while (lines.Length < 2)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"Chromium ended: {await _process.StandardError.ReadToEndAsync(_deadline.Token)}");
            }

            await Task.Delay(50, _deadline.Token);
            lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, _deadline.Token) : [];
        }

        // What it writes must be read, or it may wait for ever.
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}"), _deadline.Token);
        JsonNode target = await Call("Target.createTarget", """{"url":"about:blank"}""");
        JsonNode session = await Call("Target.attachToTarget", $$"""{"flatten":true,"targetId":"{{target["targetId"]}}"}""");
        _session = session["sessionId"]!.GetValue<string>();
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
        {
            await Call($"{domain}.enable", "{}");
        }
    }

    private async Task<JsonNode> Call(string method, string parameters)
    {
        int id = ++_calls;
        string session = _session is null ? "" : $",\"sessionId\":\"{_session}\"";
        byte[] call = Encoding.UTF8.GetBytes($$"""{"id":{{id}},"method":"{{method}}","params":{{parameters}}{{session}}}""");
        await _socket.SendAsync(call, WebSocketMessageType.Text, endOfMessage: true, _deadline.Token);
        while (true)
        {
            JsonNode message = await Receive();
            Note(message);
            if (message["id"]?.GetValue<int>() == id)
            {
                return message["result"] ?? throw new InvalidOperationException($"{method}: {message.ToJsonString()}");
            }
        }
    }

    private async Task<JsonNode> Receive()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer.AsMemory(), _deadline.Token);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private void Note(JsonNode message)
    {
        bool isError = message["method"]?.GetValue<string>() switch
        {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => message["params"]!["type"]!.GetValue<string>() is "error" or "assert",
            "Log.entryAdded" => message["params"]!["entry"]!["level"]!.GetValue<string>() == "error",
            "Network.requestWillBeSent" => !message["params"]!["request"]!["url"]!.GetValue<string>().StartsWith("file:", StringComparison.Ordinal),
            _ => false,
        };
        if (isError)
        {
            _errors.Add(message.ToJsonString());
        }
    }
}
