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
        string element = new VectorType(0, precision).Element;
        string Types(VectorWidth width) => BlockText.TypeOf(width.Type(precision), vectors(width));
        Emit(writer, kernel, name, element, checkOverflow, Types, "B", KernelMethod.IsBlock(element), null, body);
    }

    /// <summary>A kernel of dot products.</summary>
    /// <param name="vector">The vectors along the depth at a width.</param>
    /// <param name="body">The text; given back here.</param>
    public static void EmitDots(
        SourceWriter writer,
        Kernel kernel,
        string name,
        Precision precision,
        bool checkOverflow,
        Func<VectorWidth, VectorType> vector,
        SourceWriter body)
    {
        string element = new VectorType(0, precision).Element;
        string decision = kernel.Describe(VectorWidth.All[0]);
        string comment = $"// {char.ToUpperInvariant(decision[0])}{decision.Substring(1)}.";
        string Types(VectorWidth width) => $"{BlockText.TypeOf(vector(width), 1)}, {BlockText.Four(precision)}";
        Emit(writer, kernel, name, element, checkOverflow, Types, "B, R", DotKernelEmitter.Constraint(element), comment, body);
    }

    /// <param name="types">The type arguments of a width.</param>
    /// <param name="parameters">The type parameters.</param>
    /// <param name="body">The text; given back here.</param>
    private static void Emit(
        SourceWriter writer,
        Kernel kernel,
        string name,
        string element,
        bool checkOverflow,
        Func<VectorWidth, string> types,
        string parameters,
        string constraint,
        string? comment,
        SourceWriter body)
    {
        KernelSignature signature = KernelSignature.Of(kernel.Step);
        string returns = signature.Returns is null ? "void" : element;
        string give = signature.Returns is null ? "" : "return ";

        List<KernelVariant> variants = KernelVariant.Distinct(
            VectorWidth.All.Select(w => new KernelVariant(w, [$"{give}{name}<{types(w)}>({signature.Arguments()});"], null)));
        KernelDescription.Write(writer, kernel);
        KernelVariant.WriteDispatch(writer, $"public static {returns} {name}({signature.Parameters(element)})", variants);
        writer.Line();
        if (comment is not null)
        {
            writer.Line(comment);
        }

        using (body)
        {
            string method = $"private static {returns} {name}<{parameters}>({signature.Parameters(element)})";
            KernelMethod.Write(writer, method, body, checkOverflow, constraint);
        }
    }
}
