using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>
/// Brings all singular values of a matrix near 1, by a polynomial of odd powers that is applied to the matrix, divided by its norm, time after time: X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X
/// (Newton and Schulz; the coefficients are Jordan's).
/// </summary>
/// <remarks>
/// (X Xᵀ) X is X (Xᵀ X), so the products are those of the shorter side, and nothing is transposed. A weight of more than two dimensions is a matrix of rows, one for each place in
/// the first; its products run over all its dimensions as they are.
/// </remarks>
internal static class Orthogonalization
{
    private const double A = 3.4445, B = -4.775, C = 2.0315, LeastNorm = 1e-7;

    /// <param name="name">Of the weight.</param>
    /// <param name="matrix">What is to become orthogonal, in place.</param>
    /// <param name="factor">What its singular values are to be near to.</param>
    public static Value Lower(GraphBuilder graph, string name, Value matrix, int steps, double factor)
    {
        Value place = matrix;
        Value squares = graph.Map($"{name}DirectionSquares", Expr.Input(0) * Expr.Input(0), matrix);
        Value sum = graph.Reduce($"{name}DirectionSquareSum", ReduceKind.Sum, squares, Shape.Scalar);
        Value scale = graph.Map($"{name}DirectionScale", 1 / Expr.Max(Expr.Sqrt(Expr.Input(0)), LeastNorm), sum);
        matrix = InPlace(Expr.Input(0) * Expr.Input(1), matrix, scale);
        for (int step = 0; step < steps; step++)
        {
            matrix = InPlace((A * Expr.Input(0)) + Expr.Input(1), matrix, OddPowers(graph, name, matrix));
        }

        return factor == 1 ? matrix : InPlace(factor * Expr.Input(0), matrix);

        Value InPlace(Expr body, params Value[] read)
        {
            Value next = graph.Value($"{name}DirectionNext", place.Shape, overwrites: place);
            graph.Map(next, body, read);
            return next;
        }
    }

    /// <summary>(b X Xᵀ + c (X Xᵀ)²) X, the third and the fifth power.</summary>
    private static Value OddPowers(GraphBuilder graph, string name, Value matrix)
    {
        Axis[] first = [new("o", matrix.Shape[0])], rest = [.. matrix.Shape.Extents.Skip(1).Select((extent, d) => new Axis(RestName(matrix.Shape.Rank, d), extent))];
        bool isTall = matrix.Shape[0] > rest.Aggregate(1L, (length, axis) => length * axis.Extent);
        Axis[] side = isTall ? rest : first, other = [.. side.Select(a => a with { Name = a.Name + "2" })], between = [.. side.Select(a => a with { Name = a.Name + "3" })];
        Shape square = Shape.Of([.. side.Concat(side).Select(a => a.Extent)]);

        Value gram = graph.Contract($"{name}Gram", square, Map(side, other), matrix, At(side), matrix, At(other), [.. side, .. other, .. isTall ? first : rest]);
        Value gramSquare = graph.Contract($"{name}GramSquare", square, Map(side, other), gram, Map(side, between), gram, Map(between, other), [.. side, .. other, .. between]);
        Value polynomial = graph.Map($"{name}GramPolynomial", (B * Expr.Input(0)) + (C * Expr.Input(1)), gram, gramSquare);
        // The polynomial is symmetric: read so, its columns are neighbours where those of a weight are.
        (Value left, AffineMap leftMap, Value right, AffineMap rightMap) = isTall ? (matrix, At(other), polynomial, Map(other, side)) : (polynomial, Map(other, side), matrix, At(other));
        return graph.Contract($"{name}OddPowers", matrix.Shape, At(side), left, leftMap, right, rightMap, [.. first, .. rest, .. other]);

        // The matrix, with the shorter side's axes under another name.
        AffineMap At(Axis[] shorter) => isTall ? Map(first, shorter) : Map(shorter, rest);
    }

    private static AffineMap Map(params Axis[][] axes) => AffineMap.Of([.. axes.SelectMany(a => a).Select(a => (AffineIndex)a)]);

    /// <summary>As the layers call them: i for inputs, then the places of a kernel.</summary>
    private static string RestName(int rank, int dimension) => (rank, dimension) switch { (_, 0) => "i", (3, _) => "k", (_, 1) => "ky", (_, 2) => "kx", _ => $"k{dimension}" };
}
