namespace ModelGen.Generator.Layers;

/// <summary>What a layer makes of sequences that have lengths of their own.</summary>
internal enum SequenceUse
{
    /// <summary>It cannot take them.</summary>
    Refused,

    /// <summary>Each time is computed of the same time alone: what comes out has the same lengths.</summary>
    EachTime,

    /// <summary>Times see each other, the padding as zeros or not at all: what comes out has the same lengths.</summary>
    OverTime,

    /// <summary>What comes out is no sequence any more.</summary>
    Ends,
}
