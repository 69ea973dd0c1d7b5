using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Declarations.Functions;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Networks;

/// <summary>What a network computes, as a text that is the same for every way to declare it, and in every version: files of parameters are held to its hash.</summary>
/// <remarks>
/// Made of the settings as declared, not of what the compiler makes of them. Settings that only training knows are left out, as are inputs that say what examples count, and so are those that are
/// written but change nothing. A custom activation is its formula, simplified as it was read; what its method is called is left out. Loss, optimizer, precision and batch size are not part of it.
/// </remarks>
/// <param name="Text">A line for each input and each layer, and one for the outputs.</param>
internal sealed record Architecture(string Text)
{
    /// <summary>How weights start, are trained and are measured, and what is in the text anyway.</summary>
    private static readonly string[] LeftOut = ["Init", "InitValue", "BiasInit", "BiasInitValue", "Trainable", "L1", "L2", "Momentum", "Name", "From"];

    /// <summary>64 bits of the text's SHA-256 in hexadecimal digits.</summary>
    public string Hash => HashOf(Text);

    public static Architecture Of(ModelSpec spec, Network network)
    {
        string[] nodes = [.. network.Inputs.Select(i => i.Name), .. network.Layers.Select(l => l.Layer.Name)];
        AttributeSpec[] attributes = [.. spec.Attributes.Where(a => a.Kind == AttributeKind.Layer)];
        IEnumerable<string> inputs = network.Inputs.Where(i => !network.IsForLossOnly(i)).Select(i => $"{i.Name} = Input {Extents(i.Shape)}{(i.HasLengths ? " with lengths" : "")}");
        IEnumerable<string> layers = network.Layers.Zip(attributes, (layer, attribute) =>
            $"{layer.Layer.Name} = {attribute.Name}({Settings(layer.Layer, attribute)}) of {string.Join(", ", layer.Sources.Select(s => nodes[s]))} {Extents(layer.Output)}");
        return new Architecture(string.Join("\n", [.. inputs, .. layers, $"outputs {string.Join(", ", network.Outputs.Select(o => o.Name))}"]));
    }

    /// <summary>64 bits of a text's SHA-256 in hexadecimal digits.</summary>
    public static string HashOf(string text)
    {
        using SHA256 hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string Settings(Layer layer, AttributeSpec attribute) => string.Join(", ", attribute.Settings
        .Where(s => !LeftOut.Contains(s.Name) && Matters(layer, attribute, s))
        .OrderBy(s => s.Name, StringComparer.Ordinal)
        .Select(s => $"{s.Name} = {Written(s.Value)}"));

    /// <summary>Whether the layer would be another one without the setting.</summary>
    private static bool Matters(Layer layer, AttributeSpec attribute, Setting setting)
    {
        AttributeSpec without = attribute with { Settings = attribute.Settings.Where(s => s != setting).ToEquatableArray() };
        Layer Bind(AttributeSpec declared) => LayerRegistry.Bind(new LayerDeclaration(declared, layer.Name, Next: null));
        return !Bind(attribute).Equals(Bind(without));
    }

    internal static string Written(object? value) => value switch
    {
        EquatableArray<int> numbers => $"[{string.Join(", ", numbers)}]",
        EquatableArray<string> texts => $"[{string.Join(", ", texts)}]",
        FunctionSpec function => function.Formula is { } formula ? FormulaText.Of(formula) : "",
        IFormattable number => number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    private static string Extents(Shape shape) => $"({string.Join(", ", shape.Extents)})";
}
