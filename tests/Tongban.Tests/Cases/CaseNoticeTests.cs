using CsCheck;
using Tongban.Cases;
using static Tongban.Tests.Cases.CaseBuilder;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

public sealed class CaseNoticeTests
{
    [Fact]
    public void One_notice_lists_everything_that_is_missing_or_faulty()
    {
        var it = Received();
        it.Mark("M1", MaterialState.Faulty, On("2026-09-14"));

        it.Notify(null, On("2026-09-14"));
        var notice = new CaseNotice(it, 1, new Dictionary<string, string> { ["M1"] = "没有签名" }, null, On("2026-09-14"));

        Assert.Equal(["M1", "M2"], notice.Lines.Select(line => line.Key));
        Assert.Equal((1, 0), (it.Notices, it.ExtraNotices));
    }

    [Fact]
    public void A_faulty_material_needs_its_reason()
    {
        var it = Received();
        it.Mark("M1", MaterialState.Faulty, On("2026-09-14"));
        it.Notify(null, On("2026-09-14"));

        Refused("case.fault-reason-missing", () => new CaseNotice(it, 1, new Dictionary<string, string>(), null, On("2026-09-14")));
    }

    [Fact]
    public void A_second_notice_that_asks_for_something_new_needs_a_leader_and_is_counted()
    {
        var it = Received();
        it.Mark("M1", MaterialState.Received, On("2026-09-14"));
        it.Notify(null, On("2026-09-14"));
        it.HandIn("M2", Guid.NewGuid(), On("2026-09-15"));
        it.Mark("M2", MaterialState.Received, On("2026-09-16"));
        it.Mark("M1", MaterialState.Faulty, On("2026-09-16"));

        Refused("case.second-notice", () => it.Notify(null, On("2026-09-16")));
        it.Notify(Guid.NewGuid(), On("2026-09-16"));

        Assert.Equal((2, 1), (it.Notices, it.ExtraNotices));
    }

    [Fact]
    public void Asking_again_for_the_same_is_nothing_new()
    {
        var it = In(CaseStatus.Supplemented);
        it.Mark("M1", MaterialState.Faulty, On("2026-09-15"));
        it.Mark("M2", MaterialState.Received, On("2026-09-15"));

        it.Notify(null, On("2026-09-15"));

        Assert.Equal((2, 0, CaseStatus.AwaitingMaterials), (it.Notices, it.ExtraNotices, it.Status));
    }

    [Fact]
    public void What_was_uploaded_is_looked_at_before_anything_is_asked_for()
    {
        var it = Received();
        it.HandIn("M1", Guid.NewGuid(), On("2026-09-14"));

        Refused("case.materials-unchecked", () => it.Notify(null, On("2026-09-14")));
        Refused("case.materials-unchecked", () => it.Accept(Terms, null, On("2026-09-14")));
    }

    [Fact]
    public void After_acceptance_a_new_material_needs_a_leader_too()
    {
        var it = In(CaseStatus.Accepted);
        it.Mark("M1", MaterialState.Faulty, On("2026-09-15"));

        Refused("case.second-notice", () => it.Notify(null, On("2026-09-15")));
    }

    [Fact]
    public void Whatever_is_found_the_notice_is_complete_and_new_asks_are_counted() =>
        Gen.Select(Gen.Enum<MaterialState>().Where(Findable).Array[6], Gen.Enum<MaterialState>().Where(Findable).Array[6]).Sample((first, second) =>
        {
            var at = On("2026-09-14");
            var it = Received("2026-09-14", [.. Enumerable.Range(0, 6).Select(n => new ChecklistEntry($"K{n}", true, false, false))]);
            Mark(it, first);
            if (it.Missing.Count == 0)
            {
                return;
            }

            it.Notify(null, at);
            var told = it.Missing.Select(m => m.Key).ToHashSet();
            Mark(it, second);
            if (it.Missing.Count == 0)
            {
                return;
            }

            var asksNew = it.Missing.Any(m => !told.Contains(m.Key));
            it.Notify(Guid.NewGuid(), at);
            Assert.Equal(asksNew ? 1 : 0, it.ExtraNotices);
            Assert.All(it.Missing, m => Assert.NotNull(m.NoticeNumber));

            void Mark(Case of, MaterialState[] states)
            {
                for (var n = 0; n < states.Length; n++)
                {
                    of.Mark($"K{n}", states[n], at);
                }
            }
        });

    private static bool Findable(MaterialState state) => state is MaterialState.Missing or MaterialState.Received or MaterialState.Faulty;
}
