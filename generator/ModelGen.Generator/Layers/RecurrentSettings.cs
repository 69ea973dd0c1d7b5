using System;
using System.Collections.Generic;
using System.Globalization;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Layers;

/// <summary>What recurrent layers of every kind have.</summary>
internal sealed record RecurrentSettings(
    int Units,
    bool ReturnsSequences,
    bool GoesBackwards,
    bool IsBidirectional,
    bool HasBias,
    bool LearnsInitialState,
    InitializerChoice Init,
    InitializerChoice RecurrentInit,
    InitializerChoice BiasInit,
    bool Trainable,
    double Dropout,
    bool Normalizes)
{
    public static RecurrentSettings Bind(AttributeSpec a)
    {
        int units = a.Integer("Units");
        return new RecurrentSettings(
            units,
            a.Flag("ReturnSequences", false),
            a.Flag("GoBackwards", false),
            a.Flag("Bidirectional", false),
            a.Flag("Bias", true),
            a.Flag("LearnInitialState", false),
            Start("Init"),
            Start("RecurrentInit"),
            Start("BiasInit"),
            a.Flag("Trainable", true),
            a.Number("Dropout", 0),
            a.Flag("LayerNorm", false));

        InitializerChoice Start(string setting) => (Initializer)a.Integer(setting) == Initializer.Default
            ? new InitializerChoice(Initializer.Uniform, 1 / Math.Sqrt(units))
            : InitializerChoice.Bind(a, setting, $"{setting}Value", Initializer.Uniform);
    }

    /// <param name="canNormalize">Whether layers of the kind have the setting.</param>
    public IEnumerable<Setting> EffectiveSettings(bool canNormalize) =>
    [
        new("ReturnSequences", ReturnsSequences),
        new("GoBackwards", GoesBackwards),
        new("Bidirectional", IsBidirectional),
        new("Bias", HasBias),
        new("LearnInitialState", LearnsInitialState),
        .. Init.EffectiveSettings("Init"),
        .. RecurrentInit.EffectiveSettings("RecurrentInit"),
        .. HasBias && !Normalizes ? BiasInit.EffectiveSettings("BiasInit") : [],
        new("Trainable", Trainable),
        new("Dropout", Dropout),
        .. canNormalize ? new Setting[] { new("LayerNorm", Normalizes) } : [],
    ];

    public string Suffix => $"{(ReturnsSequences ? ", sequences" : "")}{(IsBidirectional ? ", bidirectional" : GoesBackwards ? ", backwards" : "")}"
        + $"{(Normalizes ? ", layer norm" : "")}{(Dropout > 0 ? $", dropout {Dropout.ToString("R", CultureInfo.InvariantCulture)}" : "")}";
}
