using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Emission;

internal sealed partial class BroadcastKernelEmitter
{
    /// <summary>All lines of the method for fewer rows than a tile has.</summary>
    public SourceWriter Swept()
    {
        EmitSweptRows(text.SweepPlace!);
        return Finished();
    }

    /// <summary>Row by row, a few terms at a time for all columns, so that weights are read as they lie; the sums wait where the result goes.</summary>
    private void EmitSweptRows(Value place)
    {
        const int Terms = 4;
        int rest = Product.Depth.Extent % Terms;
        using (Writer.Block($"for (nint {Row} = 0; {Row} < batch; {Row}++)"))
        {
            EmitColumns(() =>
            {
                DeclareReference(place, Row, Column);
                if (Kernel.Start is { } bias)
                {
                    DeclareReference(bias, Row, Column);
                }

                Writer.Line($"var {Sum(0, 0)} = {StartOf(_block)};");
                EmitTerms(rest, "0");
                Writer.Line(VectorText.Store(_block.Type, Sum(0, 0), AtName(place), 0));
            });
            using (Writer.Block($"for (nint {Depth} = {rest}; {Depth} < {Product.Depth.Extent}; {Depth} += {Terms})"))
            {
                EmitColumns(() =>
                {
                    DeclareReference(place, Row, Column);
                    Writer.Line($"var {Sum(0, 0)} = {VectorText.Load(_block.Type, AtName(place), 0)};");
                    EmitTerms(Terms, Depth);
                    Writer.Line(VectorText.Store(_block.Type, Sum(0, 0), AtName(place), 0));
                });
            }

            if (Kernel.Maps.Count > 0)
            {
                EmitColumns(() =>
                {
                    DeclareEpilogueReferences(Row, Column, withStart: false);
                    Writer.Line($"var {Sum(0, 0)} = {VectorText.Load(_block.Type, AtName(place), 0)};");
                    Finish(0, [(_block, Sum(0, 0), "_")]);
                });
            }
        }
    }

    /// <param name="first">The first of the terms along the depth.</param>
    private void EmitTerms(int count, string first)
    {
        if (count > 0)
        {
            string left = VectorText.Plus(VectorText.Scaled(Row, Product.LeftRowStride), VectorText.Scaled(first, Product.LeftDepthStride));
            string right = VectorText.Plus(VectorText.Scaled(first, Product.RightDepthStride), VectorText.Scaled(Column, Product.RightColumnStride));
            Writer.Line($"ref {Element} {LeftAt} = {VectorText.At(Product.Left!.Storage.Name, left)};");
            Writer.Line($"ref {Element} {RightAt} = {VectorText.At(Product.Right.Storage.Name, right)};");
            for (int k = 0; k < count; k++)
            {
                EmitProducts(1, 0, k, declare: false);
            }
        }
    }
}
