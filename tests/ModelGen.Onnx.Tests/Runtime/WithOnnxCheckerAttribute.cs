using System;
using System.ComponentModel;
using Xunit;

namespace ModelGen.Onnx.Tests.Runtime;

/// <summary>A test that needs Python's package onnx (Debian: python3-onnx); skipped, with the reason, where there is none.</summary>
internal sealed class WithOnnxCheckerAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
    {
        try
        {
            Program.Run(Python, "-c", "import onnx");
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return $"{Python} has no package onnx.";
        }
    });

    public WithOnnxCheckerAttribute() => Skip = Missing.Value;

    /// <summary>The system's own Python, for which Debian packages are.</summary>
    public static string Python => System.IO.File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
}
