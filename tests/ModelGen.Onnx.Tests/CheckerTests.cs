using System;
using System.IO;
using ModelGen.Onnx.Tests.Models;
using ModelGen.Onnx.Tests.Runtime;
using Xunit;

namespace ModelGen.Onnx.Tests;

/// <summary>ONNX's own checker has nothing to say, types and shapes included.</summary>
[Trait("Category", "OnnxChecker")]
public sealed class CheckerTests
{
    [WithOnnxChecker]
    public void TheCheckerAcceptsEveryModel()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("modelgen-onnx-");
        try
        {
            foreach (ExportedModel model in AllModels.ByName.Values)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{model.Name}.onnx"), model.Bytes);
            }

            Program.Run(WithOnnxCheckerAttribute.Python, Path.Combine(AppContext.BaseDirectory, "Runtime", "check.py"), folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
