using CsCheck;
using Qa.Rules.Tests.Fuzzing;
using Qa.Rules.Tests.Oracle.Cases;
using Qa.Rules.Tests.Trees.Sources;
using Qa.Rules.Trees;
using Qa.Rules.Trees.Sources;
using Qa.Rules.Trees.Tables;

namespace Qa.Rules.Tests.Trees.Tables;

/// <summary>A set written as sheets is read back as the same set, in either language, resolved or as its author wrote it.</summary>
public sealed class TreeTablesLaws
{
    [Theory]
    [InlineData(TableLanguage.Chinese)]
    [InlineData(TableLanguage.English)]
    public void Read_EveryTree_IsTheSameTree(TableLanguage language)
    {
        foreach (var source in SourceTexts.All().Where(source => source.FileName.EndsWith("yaml", StringComparison.Ordinal)))
        {
            var tree = source.Load(Corpus.Lexicons).Tree!;

            var read = TreeTables.Read(TreeTables.Write(tree, language));

            read.Errors.Should().BeEmpty(source.FileName);
            TreeText.Hash(read.Tree!).Should().Be(TreeText.Hash(tree), source.FileName);
        }
    }

    [Fact]
    public void Read_EverySource_LeavesItsTextAsItIs()
    {
        foreach (var source in SourceTexts.All())
        {
            var read = TreeTables.Read(TreeTables.Write(source, TableLanguage.Chinese, Corpus.Lexicons).Book!, Corpus.Lexicons);

            read.Errors.Should().BeEmpty(source.FileName);
            SourceEdit.To(source, read.Document!).Source.Should().BeSameAs(source, source.FileName);
        }
    }

    [Fact]
    public void Read_AnyTree_IsTheSameTree() => Gen.Select(RandomTrees.Case, Gen.Bool).Sample(
        (drawn, inChinese) =>
        {
            var source = NormSource.Of("a", drawn.TreeJson);
            var book = TreeTables.Write(source, inChinese ? TableLanguage.Chinese : TableLanguage.English).Book!;

            var read = TreeTables.Read(book);

            read.Errors.Should().BeEmpty();
            DocumentEquality.AreSame(read.Document!, source.Reading.Root!).Should().BeTrue();
        },
        iter: 300,
        threads: 1);

    // Whatever a person does to a cell, reading ends and says something of a cell that there is.
    [Fact]
    public void Read_DamagedBook_GivesATreeOrErrors()
    {
        var words = Gen.Int[0, 13].Select(i => new[] { "", " ", "C1", "C2, C3", "x", "分类", "规范", "any holds", "前2句", "-5", "\"\"", "含任一短语", "坐席", "C1 C1" }[i]);
        Gen.Select(RandomTrees.Case, Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 10_000], words).Sample(
            (drawn, sheet, row, column, word) =>
            {
                var book = TreeTables.Write(NormSource.Of("a", drawn.TreeJson), TableLanguage.Chinese).Book!;
                var damaged = book.Sheets[sheet];
                if (damaged.Rows.IsEmpty)
                    return;
                row %= damaged.Rows.Length;
                damaged = damaged with { Rows = damaged.Rows.SetItem(row, damaged.Rows[row].SetItem(column % damaged.Headings.Length, word)) };

                var read = TreeTables.Read(book with { Sheets = book.Sheets.SetItem(sheet, damaged) });

                (read.Tree is null).Should().Be(!read.Errors.IsEmpty);
                read.Errors.Should().NotContain(error => error.Sheet.Length == 0 || (error.Row == 0 && error.Column.Length > 0));
            },
            iter: 600,
            threads: 1);
    }
}
