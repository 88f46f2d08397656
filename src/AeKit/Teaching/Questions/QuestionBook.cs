namespace AeKit.Teaching.Questions;

/// <summary>All questions of the kit's exercises, by name.</summary>
internal static class QuestionBook
{
    private static readonly Dictionary<string, Question> ByName = new Question[][]
    {
        [.. StartQuestions.All],
        [.. AutoencoderQuestions.All],
        [.. TrainingQuestions.All],
        [.. CompressionQuestions.All],
        [.. VariationalQuestions.All],
        [.. CollapseQuestions.All],
    }.SelectMany(questions => questions).ToDictionary(question => question.Name);

    /// <exception cref="ArgumentException">There is no question of this name.</exception>
    public static Question Find(string name) => ByName.TryGetValue(name, out var question)
        ? question
        : throw new ArgumentException(
            $"There is no question '{name}'. Of this chapter there are: {string.Join(", ", ByName.Keys.Where(other => other.Split('.')[0] == name.Split('.')[0]).DefaultIfEmpty("none; names begin with " + string.Join(", ", ByName.Keys.Select(key => key.Split('.')[0]).Distinct())))}.",
            nameof(name));
}
