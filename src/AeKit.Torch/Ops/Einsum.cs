using TorchSharp.Ops;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>
    /// Sums of products named by subscripts. Operands are contracted from left to right, each pair as one batched matrix
    /// product of [shared, own left, summed] and [shared, summed, own right].
    /// </summary>
    internal sealed class Einsum
    {
        private readonly string _equation;
        private readonly List<string> _terms;
        private readonly string _output;

        private Einsum(string equation, Tensor[] operands)
        {
            _equation = equation;
            var text = string.Concat(equation.Where(c => !char.IsWhiteSpace(c)));
            var sides = text.Split("->");
            if (sides.Length > 2) throw Wrong("\"->\" appears more than once");
            _terms = [.. sides[0].Split(',')];
            if (_terms.Count != operands.Length) throw Wrong($"it names {_terms.Count} operands, but {operands.Length} are given");

            // The dimensions of an ellipsis get private-use characters, counted from the right.
            var longest = 0;
            for (var i = 0; i < _terms.Count; i++)
            {
                var hidden = operands[i].Layout.Rank - _terms[i].Replace("...", "", StringComparison.Ordinal).Length;
                if (_terms[i].Contains("...", StringComparison.Ordinal) ? hidden < 0 : hidden != 0)
                    throw Wrong($"subscripts \"{_terms[i]}\" do not fit operand {i} of shape {Shape.Text(operands[i].Layout.Sizes)}");
                longest = Math.Max(longest, hidden);
                _terms[i] = Expanded(_terms[i], hidden);
                if (_terms[i].FirstOrDefault(c => !IsLabel(c)) is not '\0' and var bad) throw Wrong($"'{bad}' is not a subscript; they are letters");
            }
            _output = sides.Length == 2 ? Expanded(sides[1], longest) : Implicit(longest);
            foreach (var c in _output)
            {
                if (!IsLabel(c)) throw Wrong($"'{c}' is not a subscript; they are letters");
                if (_output.Count(o => o == c) > 1) throw Wrong($"output subscript {Shown(c)} appears more than once");
                if (!_terms.Any(t => t.Contains(c, StringComparison.Ordinal))) throw Wrong($"output subscript {Shown(c)} appears in no operand");
            }
        }

        internal static Tensor Apply(string equation, Tensor[] operands)
        {
            var plan = new Einsum(equation, operands);
            var sizes = plan.Sizes(operands);
            var (result, labels) = plan.WithoutRepeats(operands[0], plan._terms[0], sizes);
            for (var i = 1; i < operands.Length; i++)
            {
                var (next, nextLabels) = plan.WithoutRepeats(operands[i], plan._terms[i], sizes);
                (result, labels) = Contract(result, labels, next, nextLabels, plan._output + string.Concat(plan._terms.Skip(i + 1)), sizes);
            }
            (result, labels) = Summed(result, labels, plan._output);
            var ordered = result.permute([.. plan._output.Select(c => (long)labels.IndexOf(c, StringComparison.Ordinal))]);
            return operands.Any(o => ReferenceEquals(ordered, o)) ? ordered.alias() : ordered;
        }

        private Dictionary<char, long> Sizes(Tensor[] operands)
        {
            Dictionary<char, long> sizes = [];
            for (var i = 0; i < operands.Length; i++)
                for (var d = 0; d < _terms[i].Length; d++)
                {
                    var (label, size) = (_terms[i][d], operands[i].Layout.Sizes[d]);
                    if (!sizes.TryGetValue(label, out var known) || known == 1) sizes[label] = size;
                    else if (size != known && size != 1) throw Wrong($"subscript {Shown(label)} has size {known} and, in operand {i} of shape {Shape.Text(operands[i].Layout.Sizes)}, size {size}");
                }
            return sizes;
        }

        // A subscript twice in one operand is a diagonal. Sizes of 1 are broadcast.
        private (Tensor, string) WithoutRepeats(Tensor x, string labels, Dictionary<char, long> sizes)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                var again = labels.IndexOf(labels[i], i + 1);
                if (again < 0) continue;
                if (x.Layout.Sizes[i] != x.Layout.Sizes[again]) throw Wrong($"subscript {Shown(labels[i])} is repeated for sizes {x.Layout.Sizes[i]} and {x.Layout.Sizes[again]}");
                x = x.diagonal(0, i, again);
                labels = labels.Remove(again, 1).Remove(i, 1) + labels[i];
                i = -1;
            }
            long[] full = [.. labels.Select(c => sizes[c])];
            return (Shape.Same(full, x.Layout.Sizes) ? x : x.expand(full), labels);
        }

        private static (Tensor, string) Contract(Tensor a, string aLabels, Tensor b, string bLabels, string needed, Dictionary<char, long> sizes)
        {
            (a, aLabels) = Summed(a, aLabels, needed + bLabels);
            (b, bLabels) = Summed(b, bLabels, needed + aLabels);
            string shared = "", summed = "", left = "", right = "";
            foreach (var c in aLabels)
                if (!bLabels.Contains(c, StringComparison.Ordinal)) left += c;
                else if (needed.Contains(c, StringComparison.Ordinal)) shared += c;
                else summed += c;
            foreach (var c in bLabels)
                if (!aLabels.Contains(c, StringComparison.Ordinal)) right += c;
            long Count(string labels) => labels.Aggregate(1L, (product, c) => product * sizes[c]);
            Tensor Ordered(Tensor x, string from, string to) => x.permute([.. to.Select(c => (long)from.IndexOf(c, StringComparison.Ordinal))]);

            var first = Ordered(a, aLabels, shared + left + summed).reshape(Count(shared), Count(left), Count(summed));
            var second = Ordered(b, bLabels, shared + summed + right).reshape(Count(shared), Count(summed), Count(right));
            var labels = shared + left + right;
            return (first.bmm(second).reshape([.. labels.Select(c => sizes[c])]), labels);
        }

        private static (Tensor, string) Summed(Tensor x, string labels, string kept)
        {
            long[] gone = [.. Enumerable.Range(0, labels.Length).Where(d => !kept.Contains(labels[d], StringComparison.Ordinal)).Select(d => (long)d)];
            return gone.Length == 0 ? (x, labels) : (x.sum(gone), string.Concat(labels.Where(c => kept.Contains(c, StringComparison.Ordinal))));
        }

        // Without "->" the result has the ellipsis and then, in alphabetical order, the letters that appear once.
        private string Implicit(int ellipsis)
        {
            var all = string.Concat(_terms);
            return Hidden(ellipsis) + string.Concat(all.Where(c => char.IsAsciiLetter(c) && all.Count(o => o == c) == 1).Order());
        }

        private static string Expanded(string term, int count) => term.Replace("...", Hidden(count), StringComparison.Ordinal);

        private static string Hidden(int count) => string.Concat(Enumerable.Range(0, count).Select(i => (char)('\ue000' + count - 1 - i)));

        private static bool IsLabel(char c) => char.IsAsciiLetter(c) || c >= '\ue000';

        private static string Shown(char c) => char.IsAsciiLetter(c) ? $"'{c}'" : "\"...\"";

        private ArgumentException Wrong(string reason) => new($"einsum: in \"{_equation}\" {reason}.");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>
        /// Multiplies tensors and sums over dimensions named by letters (Einstein's summation convention):
        /// "bij,bjk->bik" is a batched matrix product, "ii" a trace, "i,j" an outer product, "..." stands for any further
        /// dimensions. Without "->" the result has the letters that appear once, in alphabetical order (in PyTorch: torch.einsum).
        /// </summary>
        /// <exception cref="ArgumentException">The equation does not fit the operands.</exception>
        public static Tensor einsum(string equation, params Tensor[] tensors)
        {
            ArgumentNullException.ThrowIfNull(equation);
            ArgumentNullException.ThrowIfNull(tensors);
            return Einsum.Apply(equation, tensors);
        }
    }
}
