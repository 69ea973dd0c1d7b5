using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>What a recurrent layer does at one time.</summary>
internal abstract record RecurrentCell
{
    /// <summary>What every cell hands on, and what the layer gives.</summary>
    public const string State = "State";

    /// <summary>The kind of the layer.</summary>
    public abstract string Name { get; }

    /// <summary>How many rows of the weights there are for each unit.</summary>
    public abstract int Gates { get; }

    /// <summary>What is handed from time to time, first what the layer gives.</summary>
    public virtual IReadOnlyList<string> States => [State];

    /// <summary>Adds the ops of one time, and returns the next states.</summary>
    /// <param name="input">The terms of the inputs, [batch, gates · units].</param>
    /// <param name="before">The states before, [batch, units] each.</param>
    public abstract Value[] Lower(RecurrentTurn turn, Value input, Value[] before);

    public virtual IEnumerable<Setting> EffectiveSettings() => [];

    /// <summary>What a description says after the units.</summary>
    public virtual string Suffix => "";
}
