using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Optimizers;

/// <summary>Every optimizer, a line each.</summary>
internal static class OptimizerRegistry
{
    public static IReadOnlyDictionary<string, (double LearningRate, Func<AttributeSpec, UpdateRule> Rule)> Kinds { get; } =
        new Dictionary<string, (double, Func<AttributeSpec, UpdateRule>)>
        {
            ["Sgd"] = (1e-3, Sgd.Rule),
            ["Adam"] = (1e-3, Adam.Rule),
            ["AdamW"] = (1e-3, Adam.DecoupledRule),
            ["RmsProp"] = (1e-2, RmsProp.Rule),
            ["Adagrad"] = (1e-2, Adagrad.Rule),
            ["Adadelta"] = (1.0, Adadelta.Rule),
            ["NAdam"] = (2e-3, NAdam.Rule),
            ["Adamax"] = (2e-3, Adamax.Rule),
            ["RAdam"] = (1e-3, RAdam.Rule),
            ["Lion"] = (1e-4, Lion.Rule),
            ["Adan"] = (1e-3, Adan.Rule),
            ["Muon"] = (1e-3, Muon.Rule),
        };

    /// <param name="ema">The average that it keeps, if any.</param>
    public static Optimizer Bind(AttributeSpec a, AttributeSpec? ema = null)
    {
        (double learningRate, Func<AttributeSpec, UpdateRule> rule) = Kinds[a.Name];
        return new Optimizer(a.Name, a.Number("LearningRate", learningRate), a.Number("ClipValue", 0), a.Number("ClipNorm", 0), ema is null ? rule(a) : ParameterAverage.In(rule(a), ema));
    }
}
