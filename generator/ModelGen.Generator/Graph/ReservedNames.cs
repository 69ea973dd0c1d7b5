using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelGen.Generator.Graph;

/// <summary>The names that generated code uses for itself, and those it makes from others; a layer of such a name gets another one in the code.</summary>
internal static class ReservedNames
{
    // Locals of kernels, the axes of loops among them; parameters of passes and kernels; numbers of an optimizer's step; buffers that stand for all parameters.
    private static readonly Regex Whole = new(
        "^([a-z]|([bgoicpqryx]|[kw][xy]|d[0-9]+)+(From|To|Part)?|i[0-9]+|(sum|leaf|at|w|x|y|f|t|wm|xm)[0-9]+|batch|next[0-9]*|(next|first|end)Column|sums?|length|row|blocks?|part|lane|isExample|isNew|examples|positions|channels|features|exampleWeight.*|(row|column)[0-9]+|column|full[0-9]*|largest|logSum|draw|turn|(next|first|last)([A-Z]|[KW][xy]|[A-Z]Phase)?|start|end|count|slice|numbers|inputs|outputs|targets|classes|Portion"
        + "|(from|gradient|total|max)[0-9_]*|leaf_.*"
        + "|parameters|arena|scratch|perExample|perPosition"
        + "|step|learningRate|stepSize|floor|correction[123]|gradientShare|shrinkage|momentum|nextMomentum|momentumProduct|gradientStep|meanStep|rho|plainStep|rectifiedStep|changeStep|isLater|averageDecay"
        + "|weights[0-9]*|gradients[0-9]*|means[0-9]*|squares[0-9]*|peaks[0-9]*|velocities[0-9]*|norms[0-9]*|changeSquares[0-9]*|changes[0-9]*|befores[0-9]*|averages[0-9]*|directions[0-9]*)$",
        RegexOptions.CultureInvariant);

    // A tensor's name at a row or column (dense1At) or where a term is (dense1Term), a row's number (dense1Row), a piece (dense1_0_1), a number in every lane (perExample512, perExampleBlock, perExampleEverywhere), a kernel's width (ForwardDense1V512).
    private static readonly Regex Made = new("(_[0-9]*|At|Row|Term|Block|Everywhere|Four|512|256|128|Scalar)$|^lossSum.", RegexOptions.CultureInvariant);

    // Types that kernels and passes name, and their own methods (ForwardDense1).
    private static readonly Regex Code = new(
        "^(nint|nuint|Math|MathF|Unsafe|Span|ReadOnlySpan|Single|Double|Vector(64|128|256|512)?|VectorMath|Reference(Form|Math)?|Horizontal(Sum|Max)|I(Dot)?Block|Block|IColumns|IEdges|Inside|At(First|Last|Both)|Edges|Far|Ending|Several|B[0-9]+|By[0-9]+|V(512|256|128|1)d?(x[234])?|MatrixTranspose|TimeOrder|Dropout(Draw|Mask)|ExampleLanes"
        + "|RowIndex|ClassRows|MemoryMarshal|Network|Inference|Numbers|TeamPasses|(Forward|Backward|Predict|Loss|Train|Update|Evaluate|Clip|Direction|Statistics|Gradient|Finish|LossSum|MeanLoss|TableOf).+)$",
        RegexOptions.CultureInvariant);

    public static bool IsReserved(string layerName) =>
        Whole.IsMatch(layerName) || Code.IsMatch(layerName) || Made.IsMatch(layerName) || SyntaxFacts.GetKeywordKind(layerName) != SyntaxKind.None;
}
