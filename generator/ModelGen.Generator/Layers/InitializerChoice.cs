using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>How a parameter starts, before its fan-in and fan-out are known.</summary>
internal sealed record InitializerChoice(Initializer Initializer, double Value)
{
    public static InitializerChoice Bind(AttributeSpec attribute, string setting, string valueSetting, Initializer fallback)
    {
        Initializer initializer = (Initializer)attribute.Integer(setting);
        if (initializer == Initializer.Default)
        {
            initializer = fallback;
        }

        double standard = initializer switch { Initializer.Uniform or Initializer.Normal => 0.05, Initializer.Orthogonal => 1, _ => 0 };
        return new InitializerChoice(initializer, attribute.Number(valueSetting, standard));
    }

    /// <summary>The initializer by name, and the number that it needs.</summary>
    /// <param name="setting">Init or BiasInit.</param>
    public IEnumerable<Setting> EffectiveSettings(string setting) =>
        Initializer is Initializer.Constant or Initializer.Uniform or Initializer.Normal or Initializer.Orthogonal
            ? [new(setting, $"{Initializer}"), new($"{setting}Value", Value)]
            : [new(setting, $"{Initializer}")];

    /// <summary>The initializer that keeps the variance of activations through layers with this activation.</summary>
    public static Initializer DefaultBefore(ActivationKind activation) =>
        activation == ActivationKind.Selu ? Initializer.LeCunNormal
        : Activations.RectifierLike.Contains(activation) ? Initializer.HeUniform
        : Initializer.GlorotUniform;

    /// <summary>The distribution itself: one of constant, uniform, normal and orthogonal, with its number.</summary>
    public Initialization For(int fanIn, int fanOut) => Initializer switch
    {
        Initializer.Zeros => new(Distribution.Constant, 0, "zeros"),
        Initializer.Ones => new(Distribution.Constant, 1, "ones"),
        Initializer.Constant => new(Distribution.Constant, Value, "constant"),
        Initializer.Uniform => new(Distribution.Uniform, Value, "uniform"),
        Initializer.Normal => new(Distribution.Normal, Value, "normal"),
        Initializer.GlorotUniform => new(Distribution.Uniform, Math.Sqrt(6.0 / (fanIn + fanOut)), "Glorot uniform: √(6 / (fan-in + fan-out))"),
        Initializer.GlorotNormal => new(Distribution.Normal, Math.Sqrt(2.0 / (fanIn + fanOut)), "Glorot normal: √(2 / (fan-in + fan-out))"),
        Initializer.HeUniform => new(Distribution.Uniform, Math.Sqrt(6.0 / fanIn), "He uniform: √(6 / fan-in)"),
        Initializer.HeNormal => new(Distribution.Normal, Math.Sqrt(2.0 / fanIn), "He normal: √(2 / fan-in)"),
        Initializer.LeCunUniform => new(Distribution.Uniform, Math.Sqrt(3.0 / fanIn), "LeCun uniform: √(3 / fan-in)"),
        Initializer.LeCunNormal => new(Distribution.Normal, Math.Sqrt(1.0 / fanIn), "LeCun normal: √(1 / fan-in)"),
        Initializer.Orthogonal => new(Distribution.Orthogonal, Value, "orthogonal"),
        _ => throw new InvalidOperationException($"no distribution for {Initializer}"),
    };
}
