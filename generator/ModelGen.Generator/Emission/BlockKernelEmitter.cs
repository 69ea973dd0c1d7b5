using System;
using System.Collections.Generic;
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
    /// <param name="method">The method that a width calls, with its block.</param>
    public static void WriteDispatch(SourceWriter writer, Kernel kernel, string name, Precision precision, Func<VectorWidth, string> method)
    {
        KernelSignature signature = KernelSignature.Of(kernel.Step);
        string give = signature.Returns is null ? "" : "return ";
        IReadOnlyList<KernelVariant> variants = KernelVariant.Distinct(
            VectorWidth.All.Select(w => new KernelVariant(w, [$"{give}{method(w)}({signature.Arguments()});"], null)));
        string parameters = signature.Parameters(Element(precision));
        KernelVariant.WriteDispatch(writer, $"public static {Returns(signature, precision)} {name}({parameters})", variants);
    }

    public static void WriteText(
        SourceWriter writer,
        Kernel kernel,
        string name,
        string parameters,
        Precision precision,
        bool checkOverflow,
        SourceWriter body)
    {
        writer.Line();
        string method = $"private static {Returns(KernelSignature.Of(kernel.Step), precision)} {name}<B>({parameters})";
        KernelMethod.Write(writer, method, body, checkOverflow, KernelMethod.IsBlock(Element(precision)));
    }

    /// <summary>A kernel of dot products, whose columns are four sums at a time.</summary>
    /// <param name="vector">The vectors along the depth at a width.</param>
    public static void WriteDots(
        SourceWriter writer,
        Kernel kernel,
        string name,
        Precision precision,
        bool checkOverflow,
        Func<VectorWidth, VectorType> vector,
        SourceWriter body)
    {
        string decision = kernel.Describe(VectorWidth.All[0]), parameters = KernelSignature.Of(kernel.Step).Parameters(Element(precision));
        KernelDescription.Write(writer, kernel);
        WriteDispatch(writer, kernel, name, precision, w => $"{name}<{BlockText.TypeOf(vector(w), 1)}, {BlockText.Four(precision)}>");
        writer.Line();
        writer.Line($"// {char.ToUpperInvariant(decision[0])}{decision.Substring(1)}.");
        KernelMethod.Write(writer, $"private static void {name}<B, R>({parameters})", body, checkOverflow, DotKernelEmitter.Constraint(Element(precision)));
    }

    private static string Returns(KernelSignature signature, Precision precision) =>
        signature.Returns is null ? "void" : Element(precision);

    private static string Element(Precision precision) => new VectorType(0, precision).Element;
}
