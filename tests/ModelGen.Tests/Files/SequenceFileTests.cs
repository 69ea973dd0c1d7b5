using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Samples.Files.Sequences;
using Xunit;

namespace ModelGen.Tests.Files;

/// <summary>
/// State dictionaries of <c>nn.LSTM</c>, <c>nn.GRU</c>, <c>nn.MultiheadAttention</c> and <c>nn.TransformerEncoderLayer</c>, made of the golden networks'
/// arrays under the names of these modules, lead to PyTorch's outputs.
/// </summary>
public sealed class SequenceFileTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void LstmLoadsAsItIs() => Check(LstmOfSequence.Load, "lstm_sequence", [("0.r", "lstm1"), ("2", "dense1")]);

    [Fact]
    public void GruLoadsAsItIs() => Check(GruOfSequence.Load, "gru_sequence", [("0.r", "gru1"), ("2", "dense1")]);

    [Fact]
    public void AttentionLoadsAsItIs() => Check(SelfAttention.Load, "self_attention", [("0.a", "attention1"), ("2", "dense1")]);

    [Fact]
    public void EncoderLayerLoadsAsItIs() => Check(
        EncoderLayer.Load,
        "transformer_block",
        [("0.f.0", "layer.norm1"), ("0.f.1.a", "layer.self_attn"), ("1.f.0", "layer.norm2"), ("1.f.1", "layer.linear1"), ("1.f.3", "layer.linear2"), ("3", "dense1")]);

    [Fact]
    public void LayersOfOneModuleAreLayersOfTheirOwn()
    {
        // nn.GRU(num_layers=2) would call the second layer's parameters weight_ih_l1: here it is gru2.
        static string NameInFile(string name) => name.StartsWith("gru2.", StringComparison.Ordinal)
            ? name.Replace("gru2.", "gru.", StringComparison.Ordinal).Replace("_l0", "_l1", StringComparison.Ordinal)
            : name.Replace("gru1.", "gru.", StringComparison.Ordinal);
        Check(
            GruStacked.Load,
            "gru_stacked",
            [("0.r", "gru"), ("1.r", "gru"), ("2", "dense1")],
            new LoadOptions { NameInFile = NameInFile },
            (module, part) => module == "1.r" ? part.Replace("_l0", "_l1", StringComparison.Ordinal) : part);
    }

    [Fact]
    public void DoubleIsConvertedForASingleModel()
    {
        JsonElement golden = Golden("lstm_sequence");
        LstmInSingle model = LstmInSingle.Load(File(golden, [("0.r", "lstm1"), ("2", "dense1")]), new LoadOptions { ConvertTypes = true });
        float[] output = new float[8];
        model.Predict([.. Numbers(golden, "x").Select(x => (float)x)], output);
        Assert.All(Numbers(golden, "output").Zip(output), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    private static void Check<TModel>(
        Func<Stream, LoadOptions?, TModel> load, string name, (string Module, string Name)[] modules, LoadOptions? options = null, Func<string, string, string>? partOf = null)
        where TModel : class, IModel<TModel, double>
    {
        JsonElement golden = Golden(name);
        TModel model = load(File(golden, modules, partOf), options);
        double[] expected = Numbers(golden, "output"), output = new double[expected.Length];
        model.Predict(Numbers(golden, "x"), output);
        Assert.All(expected.Zip(output), p => Assert.Equal(p.First, p.Second, Tolerance));
    }

    /// <summary>The safetensors file of the state dictionary.</summary>
    /// <param name="modules">The golden network's path to each module, and the name of the field that it would be.</param>
    private static MemoryStream File(JsonElement golden, (string Module, string Name)[] modules, Func<string, string, string>? partOf = null)
    {
        JsonObject header = [];
        List<byte> data = [];
        foreach (JsonElement parameter in golden.GetProperty("params").EnumerateArray())
        {
            string name = parameter.GetProperty("name").GetString()!;
            (string module, string field) = modules.Single(m => name.StartsWith(m.Module + ".", StringComparison.Ordinal));
            string part = name[(module.Length + 1)..];
            double[] values = Numbers(parameter, "values");
            header[$"{field}.{partOf?.Invoke(module, part) ?? part}"] = new JsonObject
            {
                ["dtype"] = "F64",
                ["shape"] = JsonNode.Parse(parameter.GetProperty("shape").GetRawText()),
                ["data_offsets"] = new JsonArray(data.Count, data.Count + (8 * values.Length)),
            };
            data.AddRange(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        byte[] json = Encoding.UTF8.GetBytes(header.ToJsonString());
        return new([.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
    }

    private static JsonElement Golden(string name) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", $"{name}.json"))).RootElement;

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
