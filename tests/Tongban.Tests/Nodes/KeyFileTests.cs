using Tongban.People;

namespace Tongban.Tests.Nodes;

public sealed class KeyFileTests
{
    [Fact]
    public async Task Of_many_who_find_no_key_file_all_use_the_one_that_was_made()
    {
        for (var round = 0; round < 10; round++)
        {
            var folder = Directory.CreateTempSubdirectory("tongban-keys-");
            var file = Path.Combine(folder.FullName, "keys", "personal-data.json");
            using var start = new Barrier(8);

            var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return PersonalData.FromKeyFile(file).Hash("phone", "13800138000");
                },
                TaskCreationOptions.LongRunning)));

            Assert.Single(hashes.Distinct());
            Assert.Equal([file], Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
            folder.Delete(recursive: true);
        }
    }
}
