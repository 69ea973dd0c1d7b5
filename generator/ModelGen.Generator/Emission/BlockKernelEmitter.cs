using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// The methods of a kernel that has one text for all widths, generic over its block: the one that asks what the machine has, and the text.
/// </summary>
internal static class BlockKernelEmitter
{
    /// <summary>Prints the method that asks what the machine has, where widths call methods of different names.</summary>
    /// <param name="method">The method that a width calls, and its block.</param>
    /// <param name="asks">Whether callers know nothing of blocks.</param>
    /// <returns>The call.</returns>
    public static KernelCall WriteDispatch(SourceWriter writer, Kernel kernel, string name, Precision precision, bool asks, Func<VectorWidth, (string Name, MachineType[] Types)> method)
    {
        if (!asks && VectorWidth.All.All(w => method(w).Name == name))
        {
            return new KernelCall(name, method(VectorWidth.All[0]).Types.ToEquatableArray());
        }

        KernelSignature signature = KernelSignature.Of(kernel);
        string give = signature.Returns is null ? "" : "return ", arguments = signature.Arguments();
        List<KernelVariant> variants = KernelVariant.Distinct(VectorWidth.All.Select((w, k) =>
            new KernelVariant(w, [$"{give}{method(w).Name}<{string.Join(", ", method(w).Types.Select(t => t.Names[k]))}>({arguments});"], null)));
        KernelVariant.WriteDispatch(writer, $"public static {Returns(signature, precision)} {name}({signature.Parameters(Element(precision))})", variants);
        writer.Line();
        return new KernelCall(name, []);
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
    public static KernelCall WriteDots(
        SourceWriter writer,
        Kernel kernel,
        string name,
        Precision precision,
        bool checkOverflow,
        bool asks,
        Func<VectorWidth, VectorType> vector,
        SourceWriter body)
    {
        string element = Element(precision), four = BlockText.Four(precision);
        string decision = kernel.Describe(VectorWidth.All[0]), parameters = KernelSignature.Of(kernel).Parameters(element);
        KernelDescription.Write(writer, kernel);
        MachineType[] types =
        [
            new([.. VectorWidth.All.Select(w => BlockText.TypeOf(vector(w), 1))], $"IDotBlock<{{0}}, {four}, {element}>"),
            MachineType.Block(_ => four, element),
        ];
        KernelCall call = WriteDispatch(writer, kernel, name, precision, asks, _ => (name, types));
        writer.Line($"// {char.ToUpperInvariant(decision[0])}{decision.Substring(1)}.");
        string method = $"{KernelMethod.Access(call.Types.Count > 0)} static void {name}<B, R>({parameters})";
        KernelMethod.Write(writer, method, body, checkOverflow, DotKernelEmitter.Constraint(element));
        return call;
    }

    private static string Returns(KernelSignature signature, Precision precision) =>
        signature.Returns is null ? "void" : Element(precision);

    private static string Element(Precision precision) => new VectorType(0, precision).Element;
}
