using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ModelGen.Onnx.Tests.Models;
using Xunit;

namespace ModelGen.Onnx.Tests.Runtime;

/// <summary>ONNX Runtime in one process of Node.js: runs all exported models, and keeps what it answered.</summary>
/// <remarks>From npm's package onnxruntime-node, in the folder whose name is in the environment variable; see <c>.ci/run</c>.</remarks>
internal static class OnnxRuntime
{
    public const string FolderVariable = "MODELGEN_ONNXRUNTIME";

    private static readonly Lazy<Dictionary<string, Answer>> Answers = new(() => Run(AllModels.ByName.Values));

    private static readonly string? Folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Why it cannot run, or null.</summary>
    public static string? Missing => Folder is null ? $"{FolderVariable} does not name a folder with node_modules/onnxruntime-node." : null;

    /// <summary>The outputs for the model's examples, by their names.</summary>
    public static Dictionary<string, double[]> Outputs(string model)
    {
        Answer answer = Answers.Value[model];
        Assert.True(answer.Error is null, $"ONNX Runtime: {answer.Error}");
        return answer.Outputs!.ToDictionary(o => o.Key, o => Array.ConvertAll(o.Value, Number));
    }

    // JSON has no word for what is no number.
    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, Answer> Run(IEnumerable<ExportedModel> models)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-onnx-");
        try
        {
            Dictionary<string, Dictionary<string, Question>> questions = [];
            foreach (ExportedModel model in models)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{model.Name}.onnx"), model.Bytes);
                questions[model.Name] = model.Inputs.ToDictionary(i => i.Name, i => new Question([model.Count, .. i.Shape], ExportedModel.Part(model.Examples, model.Inputs, i), model.IsDouble));
            }

            File.WriteAllText(Path.Combine(folder.FullName, "questions.json"), JsonSerializer.Serialize(questions));
            Program.Run("node", [Path.Combine(AppContext.BaseDirectory, "Runtime", "run.mjs"), Folder!, folder.FullName]);
            return JsonSerializer.Deserialize<Dictionary<string, Answer>>(File.ReadAllText(Path.Combine(folder.FullName, "answers.json")))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed record Question(int[] Shape, double[] Values, bool IsDouble);

    private sealed record Answer(Dictionary<string, JsonElement[]>? Outputs, string? Error);
}
