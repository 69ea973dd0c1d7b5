using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>An attribute under examination.</summary>
/// <param name="Model">The model it stands on.</param>
/// <param name="Attribute">Itself.</param>
/// <param name="Index">Its place in <see cref="ModelSpec.Attributes"/>.</param>
/// <param name="Name">The layer's or the input's name; of another attribute, its own.</param>
internal sealed record Declared(ModelSpec Model, AttributeSpec Attribute, int Index, string Name)
{
    /// <summary>What messages call it: Layer 'dense1', [Adam].</summary>
    public string Subject => Attribute.Kind == AttributeKind.Layer ? $"Layer '{Name}'" : $"[{Attribute.Name}]";

    /// <summary>What messages call where a layer's input comes from: layer 'dense1', input 'image', the input.</summary>
    public string Source => Attribute.Kind == AttributeKind.Layer ? $"layer '{Name}'"
        : Model.Attributes.Where(a => a.Kind == AttributeKind.Input).Take(2).Count() == 1 ? "the input" : $"input '{Name}'";

    /// <summary>Whether the model's numbers are of double precision.</summary>
    public bool IsDouble => Model.Attributes.Any(a => a.Kind == AttributeKind.Model && a.Integer("Precision") == (int)Precision.Double);

    public Problem Problem(string id, params string[] arguments) => new(id, Index, arguments.ToEquatableArray());
}
