namespace ModelGen;

/// <summary>What pooling layers over height and width can be told besides.</summary>
public abstract class PoolLayer2DAttribute : PoolLayerAttribute
{
    /// <summary>The stride from row to row. Unless set, <see cref="PoolLayerAttribute.Stride"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The stride from column to column. Unless set, <see cref="PoolLayerAttribute.Stride"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>Padding above the first row. Unless set, <see cref="PoolLayerAttribute.Padding"/>.</summary>
    public int PaddingTop { get; set; }

    /// <summary>Padding below the last row. Unless set, <see cref="PoolLayerAttribute.Padding"/>.</summary>
    public int PaddingBottom { get; set; }

    /// <summary>The dilation of the window's rows. Unless set, <see cref="PoolLayerAttribute.Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The dilation of the window's columns. Unless set, <see cref="PoolLayerAttribute.Dilation"/>.</summary>
    public int DilationWidth { get; set; }
}
