using Xunit;

namespace ModelGen.Onnx.Tests.Runtime;

/// <summary>A test that needs ONNX Runtime; skipped, with the reason, where there is none.</summary>
internal sealed class WithOnnxRuntimeAttribute : TheoryAttribute
{
    public WithOnnxRuntimeAttribute() => Skip = OnnxRuntime.Missing;
}
