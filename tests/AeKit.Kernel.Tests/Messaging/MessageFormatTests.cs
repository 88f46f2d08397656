using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Messaging;

namespace AeKit.Kernel.Tests.Messaging;

public sealed class MessageFormatTests
{
    private static readonly byte[] Key = "Jefe"u8.ToArray();

    [Fact]
    public void The_signature_is_that_of_RFC_4231()
    {
        byte[][] parts = ["what do ya "u8.ToArray(), "want "u8.ToArray(), "for "u8.ToArray(), "nothing?"u8.ToArray()];
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Encoding.ASCII.GetString(new MessageSigner(Key).Sign(parts)));
        Assert.Empty(new MessageSigner([]).Sign(parts));
    }

    [Fact]
    public void A_message_is_read_as_it_was_written()
    {
        var written = new MessageFormat(new(Key)).Write([[1], [2]], "test", new() { ["msg_id"] = "p" }, new() { ["text"] = "ä\u2028<>😀" });
        Assert.True(new MessageFormat(new(Key)).TryRead([.. written, "buffer"u8.ToArray()], out var read));
        Assert.Equal([[1], [2]], read.Identities);
        Assert.Equal("test", read.Type);
        Assert.Equal("p", (string?)read.Parent["msg_id"]);
        Assert.Equal("ä\u2028<>😀", (string?)read.Content["text"]);
    }

    [Fact]
    public void A_message_that_comes_again_is_not_read_again()
    {
        var written = new MessageFormat(new(Key)).Write([], "test", null, []);
        var format = new MessageFormat(new(Key));
        Assert.True(format.TryRead(written, out _));
        Assert.False(format.TryRead(written, out _));
    }

    [Fact]
    public void Every_change_of_a_signed_part_is_noticed()
    {
        var random = new Random(5);
        var format = new MessageFormat(new(Key));
        var written = new MessageFormat(new(Key)).Write([[1]], "execute_request", null, new() { ["code"] = "1" });
        for (var i = 0; i < 2000; i++)
        {
            var frames = written.Select(frame => frame.ToArray()).ToList();
            var frame = frames[random.Next(2, frames.Count)];
            frame[random.Next(frame.Length)] ^= (byte)random.Next(1, 256);
            Assert.False(format.TryRead(frames, out _));
        }
        Assert.True(format.TryRead(written, out _));
    }

    public static TheoryData<string[]> NoMessages => new()
    {
        (string[])["{}", "{}", "{}"],
        (string[])["[]", "{}", "{}", "{}"],
        (string[])["{}", "null", "{}", "{}"],
        (string[])["{\"msg_type\": 1, \"msg_type\": 2}", "{}", "{}", "{}"],
        (string[])["{", "{}", "{}", "{}"],
        (string[])["{}", "{}", "{}", "\"text\""],
        (string[])["{}", "{}", "{}", new string('[', 100_000)],
        (string[])["", "", "", ""],
    };

    [Theory]
    [MemberData(nameof(NoMessages))]
    public void Signed_nonsense_is_no_message(string[] parts)
    {
        byte[][] bytes = [.. parts.Select(Encoding.UTF8.GetBytes)];
        var signer = new MessageSigner(Key);
        Assert.False(new MessageFormat(new(Key)).TryRead(["<IDS|MSG>"u8.ToArray(), signer.Sign(bytes), .. bytes], out _));
        Assert.False(new MessageFormat(new([])).TryRead(["<IDS|MSG>"u8.ToArray(), [], .. bytes], out _));
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("abc", 2, 2)]
    [InlineData("a😀b", 2, 3)]
    [InlineData("a😀b", 3, 4)]
    [InlineData("😀😀", 1, 2)]
    public void Positions_count_characters(string text, int characters, int utf16)
    {
        Assert.Equal(utf16, CodePoints.ToUtf16(text, characters));
        Assert.Equal(characters, CodePoints.FromUtf16(text, utf16));
    }

    [Fact]
    public void Positions_outside_are_the_ends()
    {
        Assert.Equal(0, CodePoints.ToUtf16("😀", -3));
        Assert.Equal(2, CodePoints.ToUtf16("😀", 7));
        Assert.Equal(1, CodePoints.FromUtf16("😀", 9));
    }

    [Theory]
    [InlineData("[1]", "not a JSON object")]
    [InlineData("{\n\"ip\": }", "line 2")]
    [InlineData("""{"key": "k", "signature_scheme": "hmac-md5"}""", "signature_scheme")]
    [InlineData("""{"ip": "127.0.0.1", "shell_port": 70000}""", "shell_port")]
    [InlineData("""{"ip": "127.0.0.1"}""", "shell_port")]
    [InlineData("""{"ip": "nowhere", "shell_port": 1}""", "'ip'")]
    [InlineData("""{"transport": "udp", "shell_port": 1}""", "transport")]
    [InlineData("""{"ip": 5, "shell_port": 1}""", "'ip'")]
    public void A_connection_file_that_is_none_is_named_with_what_is_wrong(string text, string problem)
    {
        var error = Assert.Throws<ConnectionFileException>(() =>
        {
            var file = ConnectionFile.Parse("kernel-1.json", text);
            file.EndPoint(file.ShellPort);
        });
        Assert.Contains("kernel-1.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_file_that_does_not_exist_is_named()
    {
        Assert.Contains("nowhere.json", Assert.Throws<ConnectionFileException>(() => ConnectionFile.Load("nowhere.json")).Message, StringComparison.Ordinal);
    }
}
