namespace ModelGen;

/// <summary>What convolutions over height and width can be told besides.</summary>
public abstract class ConvolutionLayer2DAttribute : ConvolutionLayerAttribute
{
    /// <summary>The stride from row to row. Unless set, <see cref="ConvolutionLayerAttribute.Stride"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The stride from column to column. Unless set, <see cref="ConvolutionLayerAttribute.Stride"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>Zeros above the first row. Unless set, <see cref="ConvolutionLayerAttribute.Padding"/>.</summary>
    public int PaddingTop { get; set; }

    /// <summary>Zeros below the last row. Unless set, <see cref="ConvolutionLayerAttribute.Padding"/>.</summary>
    public int PaddingBottom { get; set; }

    /// <summary>The dilation of the kernel's rows. Unless set, <see cref="ConvolutionLayerAttribute.Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The dilation of the kernel's columns. Unless set, <see cref="ConvolutionLayerAttribute.Dilation"/>.</summary>
    public int DilationWidth { get; set; }
}
