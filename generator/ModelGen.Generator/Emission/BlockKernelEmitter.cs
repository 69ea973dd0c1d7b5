using System;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// The methods of a kernel that has one text for all widths, generic over its block: the one that asks what the machine has, and the text.
/// </summary>
internal static class BlockKernelEmitter
{
    /// <param name="vectors">How many vectors the block of a width has.</param>
    /// <param name="body">The text; given back here.</param>
    public static void Emit(
        SourceWriter writer,
        Kernel kernel,
        string name,
        Precision precision,
        bool checkOverflow,
        Func<VectorWidth, int> vectors,
        SourceWriter body)
    {
        KernelSignature signature = KernelSignature.Of(kernel.Step);
        string element = new VectorType(0, precision).Element;
        string returns = signature.Returns is null ? "void" : element;
        string give = signature.Returns is null ? "" : "return ";

        KernelVariant[] variants =
        [
            .. VectorWidth.All.Select(w =>
                new KernelVariant(w, [$"{give}{name}<{BlockText.TypeOf(w.Type(precision), vectors(w))}>({signature.Arguments()});"], null)),
        ];
        KernelDescription.Write(writer, kernel);
        KernelVariant.WriteDispatch(writer, $"public static {returns} {name}({signature.Parameters(element)})", variants);
        writer.Line();
        using (body)
        {
            string method = $"private static {returns} {name}<B>({signature.Parameters(element)})";
            KernelMethod.Write(writer, method, body, checkOverflow, KernelMethod.IsBlock(element));
        }
    }
}
