using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace ModelGen.Generator.Tests.Memory;

/// <summary>Rewrites generated code so that every access through a reference goes through <see cref="CheckedMemory"/>.</summary>
internal sealed class CheckedCode : CSharpSyntaxRewriter
{
    private const string Checked = "global::ModelGen.Generator.Tests.Memory.CheckedMemory";

    private readonly SemanticModel _model;

    private CheckedCode(SemanticModel model) => _model = model;

    public static Compilation Of(Compilation compilation)
    {
        Compilation result = compilation.AddReferences(MetadataReference.CreateFromFile(typeof(CheckedMemory).Assembly.Location));
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SyntaxNode root = new CheckedCode(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot());
            result = result.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(root, tree.Options));
        }

        return result;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (_model.GetSymbolInfo(node).Symbol is not IMethodSymbol method)
        {
            return base.VisitInvocationExpression(node);
        }

        // A block is in the library: what it reads and writes is checked before it does.
        if (method.ContainingType.Name is "IBlock" or "IColumns" or "IEdges" && node.Expression is MemberAccessExpressionSyntax access && method.Parameters is [{ RefKind: RefKind.Ref }, ..])
        {
            var block = (ExpressionSyntax)Visit(access.Expression)!.WithoutTrivia();
            return method.ContainingType.Name == "IEdges"
                ? CallOfEdge(method, block, node)
                : CallOfBlock(method, block, method.IsStatic ? $"{block}" : $"{_model.GetTypeInfo(access.Expression).Type}", node);
        }

        string? name = (method.ContainingType.Name, method.Name) switch
        {
            ("AlignedBuffer", "Allocate") => $"Allocate<{method.TypeArguments[0]}>",
            ("Unsafe", "Add") => IsReference(node) ? "Move" : "At",
            ("MemoryMarshal", "GetReference" or "GetArrayDataReference") => "Start",
            ("MemoryMarshal", "CreateSpan" or "CreateReadOnlySpan") => "Span",
            ("Numbers", "First") => "Start",
            ("Numbers", "At") => "Move",
            ("Numbers", "Span") => "Span",
            ("Check", "NotOwn" or "Batch" or "BatchTargets" or "Parameters") => method.Name,
            ("TrainingTeam", "ComputeGradients") when method.IsStatic =>
                $"ComputeGradients<{string.Join(", ", method.ContainingType.TypeArguments.Concat(method.TypeArguments).Select(t => t.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>",
            ("Vector128" or "Vector256" or "Vector512", "LoadUnsafe") => $"Load{method.ContainingType.Name["Vector".Length..]}",
            ("Vector128" or "Vector256" or "Vector512", "StoreUnsafe") => "Store",
            _ => null,
        };
        if (name is null)
        {
            return base.VisitInvocationExpression(node);
        }

        var arguments = (ArgumentListSyntax)Visit(node.ArgumentList)!;
        if (name == "Move" && node.ArgumentList.Arguments[0].Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [var array] } start
            && _model.GetSymbolInfo(start).Symbol is { Name: "GetArrayDataReference" })
        {
            arguments = arguments.ReplaceNode(arguments.Arguments[0], array);
        }

        if (name == "Store" && method.ReducedFrom is not null)
        {
            var stored = (ExpressionSyntax)Visit(((MemberAccessExpressionSyntax)node.Expression).Expression)!;
            arguments = arguments.WithArguments(arguments.Arguments.Insert(0, Argument(stored.WithoutTrivia())));
        }

        return Call(name, arguments).WithTriviaFrom(node);
    }

    private ExpressionSyntax CallOfBlock(IMethodSymbol method, ExpressionSyntax block, string type, InvocationExpressionSyntax node)
    {
        var arguments = (ArgumentListSyntax)Visit(node.ArgumentList)!;
        string types = $"<{type}, {method.Parameters[0].Type}>";
        ExpressionSyntax call = method.Name switch
        {
            "Load" => Call($"LoadBlock{types}", arguments),
            "LoadColumns" or "LoadForAll" or "BroadcastColumns" or "LoadLargerOfPairs" or "LoadLargestOfSquares" => Call($"{method.Name}{types}", arguments),
            "Store" => Call("StoreBlock", arguments.WithArguments(arguments.Arguments.Insert(0, Argument(block)))),
            "StoreColumns" or "StoreFirstLanes" => Call($"{method.Name}{types}", arguments.WithArguments(arguments.Arguments.Insert(0, Argument(block)))),
            "AccumulateLanes" => InvocationExpression(ParseExpression($"{block}.{method.Name}"), With(arguments, 0, $"Lanes{types}")),
            _ => InvocationExpression(ParseExpression($"{block}.{method.Name}"), With(arguments, 0, "At")),
        };
        return call.WithTriviaFrom(node);
    }

    // Columns beyond a border are not read.
    private ExpressionSyntax CallOfEdge(IMethodSymbol method, ExpressionSyntax edge, InvocationExpressionSyntax node)
    {
        var arguments = (ArgumentListSyntax)Visit(node.ArgumentList)!;
        if (method.Name.StartsWith("Accumulate", System.StringComparison.Ordinal))
        {
            return InvocationExpression(ParseExpression($"{edge}.{method.Name}"), With(arguments, 1, "At")).WithTriviaFrom(node);
        }

        int reach = method.Name[^1] - '0';
        string reaches = method.Name.StartsWith("LoadFrom", System.StringComparison.Ordinal) ? $"{reach}, 0" : $"0, {reach}";
        ArgumentSyntax[] counts = [.. reaches.Split(", ").Select(n => Argument(ParseExpression(n)))];
        return Call($"LoadEdge<{edge}, {method.ReturnType}, {method.Parameters[0].Type}>", arguments.WithArguments(arguments.Arguments.AddRange(counts))).WithTriviaFrom(node);
    }

    /// <summary>The arguments with the reference among them checked.</summary>
    private static ArgumentListSyntax With(ArgumentListSyntax arguments, int which, string check) => ArgumentList(arguments.Arguments.Replace(
        arguments.Arguments[which],
        Argument(null, Token(TriviaList(), SyntaxKind.RefKeyword, TriviaList(Space)), Call(check, ArgumentList(SingletonSeparatedList(arguments.Arguments[which]))))));

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        _model.GetSymbolInfo(node).Symbol is (ILocalSymbol { RefKind: RefKind.Ref } or IParameterSymbol { RefKind: RefKind.Ref }) and var variable
        && TypeOf(variable) is { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32 }
        && !IsReference(node)
            ? Call("At", ArgumentList(SingletonSeparatedList(Argument(null, Token(TriviaList(), SyntaxKind.RefKeyword, TriviaList(Space)), node.WithoutTrivia())))).WithTriviaFrom(node)
            : base.VisitIdentifierName(node);

    // The first element of memory on the stack.
    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node) =>
        IsReference(node) && node.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: 0 } }]
            ? ParseExpression($"{Checked}.Start<{_model.GetTypeInfo(node).Type}>({node.Expression})").WithTriviaFrom(node)
            : base.VisitElementAccessExpression(node);

    // An array that is checked must stay where it is.
    public override SyntaxNode? VisitArrayCreationExpression(ArrayCreationExpressionSyntax node) =>
        node.Initializer is null && node.Type.RankSpecifiers is [{ Sizes: [var length] }] && node.Type.ElementType is PredefinedTypeSyntax element
            ? ParseExpression($"global::System.GC.AllocateArray<{element}>({Visit(length)}, pinned: true)").WithTriviaFrom(node)
            : base.VisitArrayCreationExpression(node);

    public override SyntaxNode? VisitQualifiedName(QualifiedNameSyntax node) => _model.GetSymbolInfo(node).Symbol is INamedTypeSymbol { TypeArguments: [var number] } type
        && type.Name switch { "ParameterBuffer" => "CheckedParameters", "TrainingArena" => "CheckedArena", _ => null } is { } name
            ? ParseTypeName($"global::ModelGen.Generator.Tests.Memory.{name}<{number}>").WithTriviaFrom(node)
            : base.VisitQualifiedName(node);

    private static ITypeSymbol TypeOf(ISymbol variable) => variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type;

    /// <summary>Whether it is the reference that counts here, and not the element it is at.</summary>
    private static bool IsReference(ExpressionSyntax node) => node.Parent switch
    {
        RefExpressionSyntax => true,
        ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword),
        AssignmentExpressionSyntax assignment => assignment.Left == node && assignment.Right is RefExpressionSyntax,
        _ => false,
    };

    private static InvocationExpressionSyntax Call(string name, ArgumentListSyntax arguments) => InvocationExpression(ParseExpression($"{Checked}.{name}"), arguments.WithoutTrivia());
}
