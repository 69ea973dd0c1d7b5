using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace ModelGen.Generator.Emission;

/// <summary>
/// The types that members of the user's class name. A user may well have a Math or a Span of his own, which inside his namespace wins over any using
/// directive; so there, types are written in full. Templates write <c>~Span</c> for them.
/// </summary>
/// <remarks>The passes and kernels live in a namespace of their own, where short names are safe.</remarks>
internal static class FullNames
{
    private static readonly Dictionary<string, string[]> Namespaces = new()
    {
        ["System"] = ["ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "InvalidOperationException", "Math", "ReadOnlySpan", "Span", "ThreadStatic"],
        ["System.Diagnostics.CodeAnalysis"] = ["NotNullWhen"],
        ["System.IO"] = ["Stream"],
        ["System.CodeDom.Compiler"] = ["GeneratedCode"],
        ["System.Runtime.CompilerServices"] = ["MethodImpl", "MethodImplOptions", "Unsafe"],
        ["System.Runtime.Intrinsics"] = ["Vector128", "Vector256", "Vector512"],
        ["System.Runtime.InteropServices"] = ["MemoryMarshal"],
        ["ModelGen"] = ["IAveragedModel", "IClassifierModel", "IDifferentiableModel", "IDropoutModel", "IModel", "IModelStream", "IOutputGradientModel", "IStatefulModel", "IStreamingModel", "ITrainableClassifierModel", "ITrainableModel", "LayerInfo", "LayerSetting", "LoadOptions", "ModelFile", "ModelFileException", "ParameterInfo", "TensorInfo", "ValueArray"],
        ["ModelGen.CompilerServices"] = ["AlignedBuffer", "ArenaLayout", "AverageParameters", "Check", "FrozenTensors", "IExampleChecks", "IGradientPass", "IOptimizerMemory", "IReferenceForm", "IReferenceModel", "IUpdatePass", "Numbers", "ParameterAccess", "ParameterBuffer", "ParameterInitializer", "TrainingArena", "TrainingSlice", "TrainingTeam"],
        ["ModelGen.Numerics"] = ["DropoutDraw"],
    };

    private static readonly Dictionary<string, string> Full = Namespaces
        .SelectMany(n => n.Value.Select(type => (type, full: $"global::{n.Key}.{type}")))
        .ToDictionary(p => p.type, p => p.full);

    private static readonly Regex Marked = new(@"~(\w+)", RegexOptions.CultureInvariant);

    public static string In(string text) => text.IndexOf('~') < 0 ? text : Marked.Replace(text, match => Full[match.Groups[1].Value]);
}
