using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Errors;

/// <summary>
/// Mistakes that learners make, and what the message must say: the operation, the shapes or values at fault, and the
/// rule or the remedy.
/// </summary>
public sealed class MistakeTests
{
    private static readonly Dictionary<string, (Action Mistake, string[] Words)> Mistakes = new()
    {
        // Shapes of element-wise operations.
        ["adding rows of different length"] = (() => ones(2, 3).add(ones(2, 4)), ["add", "[2, 3]", "[2, 4]", "equal, or one of them 1"]),
        ["multiplying without a common size"] = (() => _ = ones(5) * ones(2, 3), ["mul", "[5]", "[2, 3]", "equal, or one of them 1"]),
        ["comparing tensors of different size"] = (() => ones(2, 3).eq(ones(4)), ["eq", "[2, 3]", "[4]", "equal, or one of them 1"]),
        ["maximum of different sizes"] = (() => ones(2, 3).maximum(ones(4)), ["maximum", "[2, 3]", "[4]", "equal, or one of them 1"]),
        ["power of different sizes"] = (() => ones(2, 3).pow(ones(4)), ["pow", "[2, 3]", "[4]", "equal, or one of them 1"]),
        ["where with a condition of another size"] = (() => where(ones(2, 3).gt(0), ones(4), ones(2, 3)), ["where", "[4]", "[2, 3]", "equal, or one of them 1"]),
        ["adding a larger tensor in place"] = (() => ones(3).add_(ones(2, 3)), ["add_", "[2, 3]", "[3]", "broadcast"]),
        ["copying into a smaller tensor"] = (() => ones(3).copy_(ones(4)), ["copy_", "[4]", "[3]", "broadcast"]),
        ["expanding a size other than 1"] = (() => ones(2, 3).expand(4, 3), ["expand", "[2, 3]", "[4, 3]", "broadcast"]),
        ["assigning a row of the wrong length"] = (() => { var x = ones(2, 3); x[0] = ones(4); }, ["copy_", "[4]", "[3]", "broadcast"]),

        // Matrices.
        ["matrices that do not chain"] = (() => ones(2, 3).matmul(ones(2, 4)), ["matmul", "[2, 3]", "[2, 4]", "[m, k] · [k, n]"]),
        ["mm of vectors"] = (() => ones(3).mm(ones(3)), ["mm", "[3]", "[m, k] · [k, n]"]),
        ["bmm of different batches"] = (() => ones(2, 3, 4).bmm(ones(3, 4, 5)), ["bmm", "[2, 3, 4]", "[3, 4, 5]", "[b, m, k] and [b, k, n]"]),
        ["a batch with the wrong number of features"] = (() => nn.Linear(784, 32).call(ones(8, 100)), ["linear", "[8, 100]", "[32, 784]", "must be 784"]),
        ["images that were not flattened"] = (() => nn.Linear(784, 32).call(ones(8, 28, 28)), ["linear", "[8, 28, 28]", "[32, 784]", "must be 784"]),
        ["transposing a cube with t()"] = (() => ones(2, 3, 4).t(), ["t:", "[2, 3, 4]", "transpose("]),

        // Shapes of layers.
        ["a convolution of flat vectors"] = (() => nn.Conv2d(1, 8, 3).call(ones(4, 784)), ["conv2d", "[4, 784]", "[8, 1, 3, 3]", "[n, c, h, w]"]),
        ["a convolution of the wrong channels"] = (() => nn.Conv2d(3, 8, 3).call(ones(4, 1, 28, 28)), ["conv2d", "[4, 1, 28, 28]", "[8, 3, 3, 3]", "c / groups"]),
        ["a kernel larger than the image"] = (() => nn.Conv2d(1, 8, 5).call(ones(4, 1, 3, 3)), ["conv2d", "[4, 1, 3, 3]", "larger than"]),
        ["a transposed convolution of the wrong channels"] = (() => nn.ConvTranspose2d(8, 1, 4).call(ones(4, 3, 7, 7)), ["conv_transpose2d", "[4, 3, 7, 7]", "[8, 1, 4, 4]", "filters / groups"]),
        ["batch normalisation of the wrong channels"] = (() => nn.BatchNorm2d(8).call(ones(4, 3, 7, 7)), ["BatchNorm2d", "[4, 3, 7, 7]", "8 channels"]),
        ["batch normalisation of the wrong rank"] = (() => nn.BatchNorm2d(8).call(ones(4, 8)), ["BatchNorm2d", "[4, 8]", "[n, channels, h, w]"]),
        ["layer normalisation of the wrong size"] = (() => nn.LayerNorm(8).call(ones(4, 7)), ["layer_norm", "[4, 7]", "[8]"]),
        ["pooling of flat vectors"] = (() => nn.MaxPool2d(2).call(ones(4)), ["max_pool2d", "[4]", "[n, c, h, w]"]),
        ["a table asked for a word that it has not"] = (() => nn.Embedding(10, 3).call(tensor([3L, 10])), ["embedding", "10", "0 to 9"]),
        ["a table asked with floating-point numbers"] = (() => nn.Embedding(10, 3).call(ones(2)), ["embedding", "Float32", "Int64"]),
        ["unflattening into the wrong sizes"] = (() => nn.Unflatten(1, [8, 8]).call(ones(4, 100)), ["unflatten", "100", "[8, 8]"]),

        // Losses.
        ["a loss of images and flat vectors"] = (() => nn.functional.mse_loss(ones(4, 784), ones(4, 1, 28, 28)), ["mse_loss", "[4, 784]", "[4, 1, 28, 28]", "must be equal"]),
        ["cross entropy of logits and targets in different numbers"] = (() => nn.functional.binary_cross_entropy(full([4], 0.5), ones(3)), ["binary_cross_entropy", "[4]", "[3]", "must be equal"]),
        ["cross entropy of values outside 0 to 1"] = (() => nn.functional.binary_cross_entropy(full([2], -0.5), ones(2)), ["binary_cross_entropy", "-0.5", "[0, 1]", "sigmoid()"]),
        ["a class number that does not exist"] = (() => nn.functional.cross_entropy(ones(2, 3), tensor([0L, 3])), ["cross_entropy", "3", "[2, 3]", "0 … 2"]),
        ["class numbers for another batch"] = (() => nn.functional.cross_entropy(ones(2, 3), tensor([0L, 1, 2])), ["cross_entropy", "[2, 3]", "[3]", "of shape [2]"]),

        // Shapes of views and joins.
        ["a reshape that loses elements"] = (() => ones(2, 3).reshape(4, 2), ["reshape", "[2, 3]", "[4, 2]", "products"]),
        ["two open sizes in a reshape"] = (() => ones(2, 3).reshape(-1, -1), ["reshape", "[-1, -1]", "only one"]),
        ["a view of a transposed matrix"] = (() => ones(2, 3).t().view(6), ["view", "[3, 2]", "reshape()"]),
        ["joining rows of different length"] = (() => cat([ones(2, 3), ones(2, 4)]), ["cat", "[2, 3]", "[2, 4]", "except dimension 0"]),
        ["joining nothing"] = (() => cat([]), ["cat", "at least one"]),
        ["stacking unequal tensors"] = (() => stack([ones(2), ones(3)]), ["stack", "[2]", "[3]", "equal"]),
        ["a permutation that forgets a dimension"] = (() => ones(2, 3, 4).permute(0, 1), ["permute", "[0, 1]", "3 dimensions"]),
        ["splitting into sizes that do not add up"] = (() => ones(5).split([2L, 2]), ["split", "[2, 2]", "add up to 5"]),

        // Positions and dimensions.
        ["a row that does not exist"] = (() => _ = ones(2, 3)[2], ["Index 2", "[2, 3]"]),
        ["more indices than dimensions"] = (() => _ = ones(2, 3)[0, 0, 0], ["3 for", "[2, 3]"]),
        ["a sum over a dimension that does not exist"] = (() => ones(2, 3).sum(dim: 2), ["sum", "dimension 2", "-2 … 1"]),
        ["a softmax over a dimension that does not exist"] = (() => ones(2, 3).softmax(5), ["softmax", "dimension 5", "-2 … 1"]),
        ["picking positions outside"] = (() => ones(2, 3).index_select(0, tensor([5L])), ["index_select", "index 5", "[2, 3]"]),
        ["gathering positions outside"] = (() => ones(2, 3).gather(1, tensor(new[,] { { 3L }, { 0L } })), ["gather", "index 3", "[2, 3]"]),
        ["more of the largest than there are"] = (() => ones(3).topk(5), ["topk", "5", "3"]),
        ["a mask of another shape"] = (() => ones(2, 3).masked_select(ones(4).gt(0)), ["masked_select", "[4]", "[2, 3]"]),
        ["the largest of nothing"] = (() => zeros(0).max(), ["max", "[0]", "no element"]),

        // Types.
        ["multiplying matrices of different types"] = (() => ones(2, 2).matmul(ones(2, 2, float64)), ["matmul", "Float32", "Float64", "to_type"]),
        ["a layer fed with numbers of another type"] = (() => nn.Linear(2, 2).call(ones(2, 2, float64)), ["linear", "Float32", "Float64", "to_type"]),
        ["a layer fed with integers"] = (() => nn.Linear(2, 2).call(ones(2, 2, int64)), ["linear", "Int64", "Float32", "to_type"]),
        ["a fraction added to integers in place"] = (() => tensor([1L, 2]).add_(0.5), ["add_", "Float32", "Int64"]),
        ["integers that require a gradient"] = (() => tensor([1L, 2]).requires_grad_(), ["Int64", "floating-point"]),
        ["reading a number as another type"] = (() => ones(1).item<double>(), ["item<Double>", "Float32", "to_type(ScalarType.Float64)"]),
        ["reading one number of many"] = (() => ones(3).item<float>(), ["item", "[3]", "one element"]),
        ["reading elements as another type"] = (() => ones(3).data<long>(), ["data<Int64>", "Float32", "to_type(ScalarType.Int64)"]),
        ["an average of integers"] = (() => tensor([1L, 2]).mean(), ["mean", "Int64", "to_type"]),
        ["a tensor of several numbers as a condition"] = (() => _ = (bool)ones(3).gt(0), ["[3]", "one element"]),

        // Gradients.
        ["backward from several numbers"] = (() => (ones(3).requires_grad_() * 2).backward(), ["backward", "[3]", "sum() or mean()"]),
        ["backward from what nothing leads to"] = (() => ones(3).sum().backward(), ["backward", "requires_grad", "no_grad()"]),
        ["backward twice"] = (() => BackwardTwice(), ["second time", "mul", "retain_graph: true"]),
        ["changing what backward needs"] = (() => ChangeOfSaved(), ["mul", "in-place", "[3]", "version", "clone()"]),
        ["changing a leaf"] = (() => ones(3).requires_grad_().add_(1), ["add_", "leaf", "no_grad()"]),
        ["changing part of a leaf"] = (() => { var x = ones(2, 3).requires_grad_(); x[0] = zeros(3); }, ["copy_", "leaf", "no_grad()"]),
        ["changing an expanded tensor"] = (() => ones(1).expand(3).add_(1), ["add_", "expanded", "clone()"]),
        ["a gradient of another shape"] = (() => (ones(3).requires_grad_() * 2).backward([ones(2)]), ["backward", "[2]", "[3]", "equal"]),
        ["asking for a gradient of what was not used"] = (() => autograd.grad([ones(2).requires_grad_().sum()], [ones(2).requires_grad_()]), ["autograd.grad", "input 0", "allow_unused"]),
        ["a gradient set with another shape"] = (() => ones(3).grad = ones(2), ["grad", "[2]", "[3]"]),

        // Life of tensors.
        ["using a disposed tensor"] = (() => { var x = ones(2, 3); x.Dispose(); x.add(1); }, ["[2, 3]", "disposed", "MoveToOuterDisposeScope()"]),
        ["using a tensor after its scope"] = (() => AfterScope().sum(), ["[4]", "disposed", "MoveToOuterDisposeScope()"]),
        ["a graphics card that is not there"] = (() => ones(3).to("cuda"), ["cuda", "CPU", "AeKitEngine=cuda"]),
        ["a negative size"] = (() => zeros(2, -3), ["-3", "[2, -3]"]),
        ["numbers that do not fill the shape"] = (() => tensor([1f, 2, 3], [2, 2]), ["3", "[2, 2]"]),

        // Optimizers and modules.
        ["an optimizer without parameters"] = (() => optim.Adam(Array.Empty<Parameter>()), ["Adam", "no parameters", "RegisterComponents()"]),
        ["an optimizer of a module that registered nothing"] = (() => optim.SGD(new Forgetful().parameters(), 0.1), ["SGD", "no parameters", "RegisterComponents()"]),
        ["a negative learning rate"] = (() => optim.Adam(nn.Linear(1, 1).parameters(), lr: -1), ["Adam", "learning rate", "-1", "0 or more"]),
        ["a momentum out of range"] = (() => optim.Adam(nn.Linear(1, 1).parameters(), beta1: 1.5), ["Adam", "beta1", "1.5", "below 1"]),
        ["a parameter in two groups"] = (() => Shared(), ["SGD", "more than one", "group"]),
        ["a dropout rate above 1"] = (() => nn.Dropout(1.5), ["Dropout", "1.5", "0 … 1"]),
        ["a name used twice"] = (() => { var m = new Forgetful(); m.register_module("a", nn.ReLU()); m.register_module("a", nn.ReLU()); }, ["a", "already registered"]),
        ["a schedule of a plateau without its metric"] = (() => optim.lr_scheduler.ReduceLROnPlateau(optim.SGD(nn.Linear(1, 1).parameters(), 0.1)).step(), ["ReduceLROnPlateau", "step(double)"]),
        ["channels that groups do not divide"] = (() => nn.Conv2d(3, 8, 3, groups: 2), ["Conv2d", "3", "8", "2 groups"]),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_message_says_what_went_wrong_and_what_would_be_right(string name)
    {
        using var scope = NewDisposeScope();
        var (mistake, words) = Mistakes[name];
        var error = Record.Exception(mistake);
        Assert.NotNull(error);
        Assert.True(error is ArgumentException or InvalidOperationException or NotSupportedException, error.ToString());
        foreach (var word in words) Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Optimizers => ["Adadelta", "Adagrad", "Adam", "Adamax", "AdamW", "ASGD", "NAdam", "RAdam", "RMSProp", "Rprop", "SGD"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_names_itself_and_what_it_needs(string name)
    {
        optim.Optimizer Make(IEnumerable<Parameter> parameters, double lr) => name switch
        {
            "Adadelta" => optim.Adadelta(parameters, lr),
            "Adagrad" => optim.Adagrad(parameters, lr),
            "Adam" => optim.Adam(parameters, lr),
            "Adamax" => optim.Adamax(parameters, lr),
            "AdamW" => optim.AdamW(parameters, lr),
            "ASGD" => optim.ASGD(parameters, lr),
            "NAdam" => optim.NAdam(parameters, lr),
            "RAdam" => optim.RAdam(parameters, lr),
            "RMSProp" => optim.RMSProp(parameters, lr),
            "Rprop" => optim.Rprop(parameters, lr),
            _ => optim.SGD(parameters, lr),
        };
        using var layer = nn.Linear(2, 2);
        using (Make(layer.parameters(), 0.1))
        {
        }
        var negative = Assert.Throws<ArgumentException>(() => Make(layer.parameters(), -0.5)).Message;
        Assert.Contains(name, negative, StringComparison.Ordinal);
        Assert.Contains("learning rate must be 0 or more, got -0.5", negative, StringComparison.Ordinal);
        var empty = Assert.Throws<ArgumentException>(() => Make([], 0.1)).Message;
        Assert.Contains(name, empty, StringComparison.Ordinal);
        Assert.Contains("RegisterComponents()", empty, StringComparison.Ordinal);
    }

    private sealed class Forgetful : nn.Module<Tensor, Tensor>
    {
        private readonly Linear layer = nn.Linear(2, 2);

        internal Forgetful() : base(nameof(Forgetful))
        {
        }

        public override Tensor forward(Tensor input) => layer.call(input);
    }

    private static void BackwardTwice()
    {
        var x = ones(3).requires_grad_();
        var y = (x * x).sum();
        y.backward();
        y.backward();
    }

    private static void ChangeOfSaved()
    {
        var y = ones(3).requires_grad_() * 1;
        var z = (y * y).sum();
        y.add_(1);
        z.backward();
    }

    private static Tensor AfterScope()
    {
        using var scope = NewDisposeScope();
        return ones(4);
    }

    private static void Shared()
    {
        using var parameter = new Parameter(ones(2));
        optim.SGD([parameter, parameter], 0.1);
    }
}
