namespace ModelGen;

/// <summary>What <see cref="UpsampleAttribute"/> puts between the pixels.</summary>
public enum UpsampleMode
{
    /// <summary>Each pixel several times.</summary>
    Nearest,

    /// <summary>The mean of the two nearest along each dimension, weighted by how near they are; of a sequence, linear interpolation.</summary>
    Bilinear,
}
