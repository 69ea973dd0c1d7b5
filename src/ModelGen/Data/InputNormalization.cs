using System;
using System.Linq;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Sets the numbers of <see cref="InputNormalizationAttribute"/> from data.</summary>
public static class InputNormalization
{
    private const string Mean = ".mean", Deviation = ".deviation";

    /// <summary>
    /// Sets mean and deviation of an <see cref="InputNormalizationAttribute"/> layer to those of <paramref name="inputs"/>, feature by feature
    /// (Keras's <c>adapt</c>): the mean over all examples and positions, and the deviation that divides by their number. A feature that never changes gets
    /// deviation 1.
    /// </summary>
    /// <param name="model">A model with the layer.</param>
    /// <param name="inputs">Examples of what the layer takes, one after another: at least one, usually all training data.</param>
    /// <param name="layer">The layer's name; not needed where the model has one such layer.</param>
    /// <exception cref="ArgumentException">
    /// The model has no such layer, or several and none is named; or the inputs are not a positive multiple of its features, or not all finite. The model is
    /// as it was.
    /// </exception>
    public static void AdaptInputNormalization<TModel, T>(this IModel<TModel, T> model, ReadOnlySpan<T> inputs, string? layer = null)
        where TModel : IModel<TModel, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        (string name, int features) = Find<TModel, T>(layer);
        Standardizer<T> standardizer = new(inputs, features);
        T[] means = [.. standardizer.Means.Select(T.CreateTruncating)], deviations = [.. standardizer.Deviations.Select(d => d == 0 ? T.One : T.CreateTruncating(d))];
        if (!means.Concat(deviations).All(T.IsFinite))
        {
            throw new ArgumentException($"{TModel.ModelName}: the inputs of {name} must be finite, but there is one that is not, or is too large.", nameof(inputs));
        }

        model.SetParameter(name + Mean, means);
        model.SetParameter(name + Deviation, deviations);
    }

    private static (string Name, int Features) Find<TModel, T>(string? layer)
        where TModel : IModel<TModel, T>
        where T : unmanaged
    {
        ParameterInfo[] infos = TModel.ParameterInfos.ToArray();
        ParameterInfo[] found =
        [
            .. infos.Where(i => i.Name.EndsWith(Deviation, StringComparison.Ordinal) && infos.Any(m => m.Name == NameOf(i) + Mean)
                && (layer is null || NameOf(i) == layer)),
        ];
        return found.Length == 1 ? (NameOf(found[0]), found[0].Length) : throw new ArgumentException(
            layer is not null ? $"{TModel.ModelName} has no [InputNormalization] called '{layer}'."
            : found.Length == 0 ? $"{TModel.ModelName} has no [InputNormalization]."
            : $"{TModel.ModelName} has {found.Length} layers [InputNormalization]; name one of {string.Join(", ", found.Select(NameOf))}.",
            nameof(layer));
    }

    private static string NameOf(ParameterInfo deviation) => deviation.Name[..^Deviation.Length];
}
