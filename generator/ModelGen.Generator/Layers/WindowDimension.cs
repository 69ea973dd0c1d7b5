using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Layers;

/// <summary>One dimension along which a window slides: at output position y, element k of the kernel reads input Stride · y + Dilation · k − before.</summary>
/// <param name="IsSame">Whether padding is chosen so that there is an output for every stride of the input, ⌈input / Stride⌉.</param>
/// <param name="Before">Padding before the first element, unless <paramref name="IsSame"/>.</param>
/// <param name="After">Padding after the last, unless <paramref name="IsSame"/>.</param>
internal sealed record WindowDimension(int Kernel, int Stride, int Dilation, bool IsSame, int Before, int After)
{
    /// <summary>Stands for padding "same" where a number of zeros may stand, too: <c>ModelGen.Padding.Same</c>.</summary>
    public const int Same = int.MinValue;

    /// <summary>Stands for padding before a sequence alone: <c>ModelGen.Padding.Causal</c>.</summary>
    public const int Causal = int.MinValue + 1;

    /// <summary>Whether the padding is what keeps every output from what comes after it.</summary>
    public bool IsCausal { get; init; }

    /// <summary>The input elements from the kernel's first to its last.</summary>
    public long Reach => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>The padding on both sides. With "same" and an odd number the larger half is after, as in TensorFlow and PyTorch.</summary>
    public (long Before, long After) Padding(int input)
    {
        if (!IsSame)
        {
            return (Before, After);
        }

        long outputs = (input + Stride - 1L) / Stride;
        long both = Math.Max(0, ((outputs - 1) * Stride) + Reach - input);
        return (both / 2, both - (both / 2));
    }

    /// <summary>The number of outputs; 0 or less where the kernel does not fit.</summary>
    public long Outputs(int input)
    {
        (long before, long after) = Padding(input);
        long room = input + before + after - Reach;
        return room < 0 ? 0 : (room / Stride) + 1;
    }

    /// <summary>The elements inside the input that the window at <paramref name="output"/> covers.</summary>
    public int Inside(int input, int output)
    {
        long first = ((long)output * Stride) - Padding(input).Before;
        return Enumerable.Range(0, Kernel).Count(k => first + ((long)k * Dilation) >= 0 && first + ((long)k * Dilation) < input);
    }

    /// <summary>The first window that covers nothing of the input, or null.</summary>
    public long? FirstOutside(int input)
    {
        (long before, long after) = Padding(input);
        long outputs = Outputs(input);

        // Where elements lie closer than the input is long, windows that begin and end in it or reach over it cover some of it.
        if (Dilation <= input && before < Reach && after < Reach)
        {
            return null;
        }

        for (long output = 0; output < outputs; output++)
        {
            long first = (output * Stride) - before;
            long k = first >= 0 ? 0 : (-first + Dilation - 1) / Dilation;
            if (k >= Kernel || first + (k * Dilation) >= input)
            {
                return output;
            }
        }

        return null;
    }

    /// <summary>The dimensions that an attribute describes, outermost first.</summary>
    /// <param name="stridesByKernel">Whether windows lie side by side unless told otherwise.</param>
    public static EquatableArray<WindowDimension> Bind(AttributeSpec attribute, bool stridesByKernel = false)
    {
        if (!IsPlane(attribute))
        {
            int kernel = attribute.Integer("Kernel");
            return [Of(attribute, kernel, stridesByKernel ? kernel : 1, "", "Left", "Right")];
        }

        int height = attribute.Integer("KernelHeight"), width = attribute.Integer("KernelWidth") is var w and not 0 ? w : height;
        return
        [
            Of(attribute, height, stridesByKernel ? height : 1, "Height", "Top", "Bottom"),
            Of(attribute, width, stridesByKernel ? width : 1, "Width", "Left", "Right"),
        ];
    }

    /// <summary>Kernel, stride, dilation and padding, of each dimension and side.</summary>
    /// <param name="extents">Of what the window slides over, without channels.</param>
    public static IEnumerable<Setting> EffectiveSettings(IReadOnlyList<WindowDimension> window, IReadOnlyList<int> extents)
    {
        string[] dimensions = window.Count == 1 ? [""] : ["Height", "Width"];
        string[] sides = window.Count == 1 ? ["Left", "Right"] : ["Top", "Bottom", "Left", "Right"];
        long[] padding = [.. window.SelectMany((d, k) => d.Padding(extents[k]) is var (before, after) ? new[] { before, after } : [])];
        return
        [
            .. dimensions.Zip(window, (name, d) => new Setting($"Kernel{name}", d.Kernel)),
            .. dimensions.Zip(window, (name, d) => new Setting($"Stride{name}", d.Stride)),
            .. dimensions.Zip(window, (name, d) => new Setting($"Dilation{name}", d.Dilation)),
            .. sides.Zip(padding, (name, p) => new Setting($"Padding{name}", (int)p)),
        ];
    }

    /// <summary>Whether the attribute is of a layer in two dimensions.</summary>
    public static bool IsPlane(AttributeSpec attribute) => attribute.Name.Contains("2D");

    /// <summary>3×3, stride 2, padding 1, dilation 2: what is not as it is unless told.</summary>
    public static string Describe(IReadOnlyList<WindowDimension> window, bool stridesByKernel = false)
    {
        string stride = window.All(d => d.Stride == (stridesByKernel ? d.Kernel : 1)) ? "" : $", stride {Each(window.Select(d => d.Stride))}";
        string padding = window[0].IsSame ? ", padding same"
            : window[0].IsCausal ? ", padding causal"
            : window.All(d => d.Before == 0 && d.After == 0) ? ""
            : $", padding {Each(window.SelectMany(d => new[] { d.Before, d.After }))}";
        string dilation = window.All(d => d.Dilation == 1) ? "" : $", dilation {Each(window.Select(d => d.Dilation))}";
        return string.Join("×", window.Select(d => d.Kernel)) + stride + padding + dilation;
    }

    private static string Each(IEnumerable<int> numbers)
    {
        int[] all = [.. numbers];
        return all.All(n => n == all[0]) ? $"{all[0]}" : string.Join("×", all);
    }

    private static WindowDimension Of(AttributeSpec attribute, int kernel, int stride, string dimension, string before, string after)
    {
        int padding = attribute.Integer("Padding"), dilation = Own("Dilation", 1);
        if (padding == Causal)
        {
            return new WindowDimension(kernel, Own("Stride", stride), dilation, false, (int)Math.Min((kernel - 1L) * dilation, int.MaxValue), 0) { IsCausal = true };
        }

        return new WindowDimension(
            kernel,
            Own("Stride", stride),
            dilation,
            padding == Same,
            attribute.Integer($"Padding{before}", padding),
            attribute.Integer($"Padding{after}", padding));

        // The dimension's own setting, else the one for all, else the usual; 0 is what an attribute has that says nothing.
        int Own(string setting, int usual) => new[] { attribute.Integer(setting + dimension), attribute.Integer(setting), usual }.FirstOrDefault(n => n != 0);
    }
}
