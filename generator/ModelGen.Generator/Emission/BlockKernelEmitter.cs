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
    /// <returns>The type arguments that callers write, where no machine has to ask (<see cref="KernelVariant.TypeArguments"/>).</returns>
    public static string WriteDispatch(SourceWriter writer, Kernel kernel, string name, Precision precision, Func<VectorWidth, string> method)
    {
        KernelSignature signature = KernelSignature.Of(kernel);
        string give = signature.Returns is null ? "" : "return ", arguments = signature.Arguments();
        List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select(w => new KernelVariant(w, [$"{method(w)}({arguments});"], null)));
        string types = KernelVariant.TypeArguments(variants, name, arguments);
        if (types.Length == 0)
        {
            string parameters = signature.Parameters(Element(precision));
            KernelVariant.WriteDispatch(
                writer, $"public static {Returns(signature, precision)} {name}({parameters})", [.. variants.Select(v => v with { Calls = [$"{give}{v.Calls[0]}"] })]);
            writer.Line();
        }

        return types;
    }

    /// <param name="isPublic">Whether passes call it, not a method that asks what the machine has.</param>
    public static void WriteText(
        SourceWriter writer,
        Kernel kernel,
        string name,
        string parameters,
        Precision precision,
        bool checkOverflow,
        SourceWriter body,
        bool isPublic = false)
    {
        string method = $"{KernelMethod.Access(isPublic)} static {Returns(KernelSignature.Of(kernel), precision)} {name}<B>({parameters})";
        KernelMethod.Write(writer, method, body, checkOverflow, KernelMethod.IsBlock(Element(precision)));
    }

    /// <summary>A kernel of dot products, whose columns are four sums at a time.</summary>
    /// <param name="vector">The vectors along the depth at a width.</param>
    public static string WriteDots(
        SourceWriter writer,
        Kernel kernel,
        string name,
        Precision precision,
        bool checkOverflow,
        Func<VectorWidth, VectorType> vector,
        SourceWriter body)
    {
        string decision = kernel.Describe(VectorWidth.All[0]), parameters = KernelSignature.Of(kernel).Parameters(Element(precision));
        KernelDescription.Write(writer, kernel);
        string types = WriteDispatch(writer, kernel, name, precision, w => $"{name}<{BlockText.TypeOf(vector(w), 1)}, {BlockText.Four(precision)}>");
        writer.Line($"// {char.ToUpperInvariant(decision[0])}{decision.Substring(1)}.");
        string method = $"{KernelMethod.Access(types.Length > 0)} static void {name}<B, R>({parameters})";
        KernelMethod.Write(writer, method, body, checkOverflow, DotKernelEmitter.Constraint(Element(precision)));
        return types;
    }

    private static string Returns(KernelSignature signature, Precision precision) =>
        signature.Returns is null ? "void" : Element(precision);

    private static string Element(Precision precision) => new VectorType(0, precision).Element;
}
