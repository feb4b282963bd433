package io.windhover.rules.plan;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.eval.EvalNode;
import io.windhover.rules.eval.EvalNode.EvalAnd;
import io.windhover.rules.eval.EvalNode.EvalAnyInList;
import io.windhover.rules.eval.EvalNode.EvalAtLeast;
import io.windhover.rules.eval.EvalNode.EvalKeyword;
import io.windhover.rules.eval.EvalNode.EvalNamed;
import io.windhover.rules.eval.EvalNode.EvalNot;
import io.windhover.rules.eval.EvalNode.EvalOr;
import io.windhover.rules.eval.EvalNode.EvalPredicate;
import io.windhover.rules.eval.FieldIndex;
import io.windhover.rules.eval.Partition;
import io.windhover.rules.eval.Partition.PartitionRule;
import io.windhover.rules.eval.PlannedFeed;
import io.windhover.rules.eval.PlannedReport;
import io.windhover.rules.eval.PlannedReport.NamedSource;
import io.windhover.rules.eval.PlannedReport.PlannedLevel;
import io.windhover.rules.eval.PlannedTest;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.FeedingRule;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.Test;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans the rules that concern one log source. */
public final class PartitionPlanner {
    private final FieldBinder fields;
    private final Map<Question, EvalNode> questions = new HashMap<>();

    /** What is asked of an event, by whatever rule; without a field, of the whole event. */
    private record Question(Optional<Field> field, Test test) {
        @Override
        public String toString() {
            return field.map(Field::name).orElse("any key or value") + " " + test;
        }
    }

    private PartitionPlanner(Aliases aliases, LogSource logSource) {
        this.fields = new FieldBinder(aliases, logSource);
    }

    /** Plans those of the rules that concern the log source; they keep their numbers. */
    public static Partition plan(List<FeedingRule> rules, LogSource logSource, Aliases aliases) {
        return new PartitionPlanner(aliases, logSource).plan(rules, logSource);
    }

    private Partition plan(List<FeedingRule> rules, LogSource logSource) {
        List<Rule> concerned = new ArrayList<>();
        List<PartitionRule> planned = new ArrayList<>();
        for (int number = 0; number < rules.size(); number++) {
            Rule rule = rules.get(number).rule();
            if (rule.logSource().matches(logSource)) {
                concerned.add(rule);
                planned.add(new PartitionRule(
                        number, node(rule.condition()), report(rule.report()), feeds(rules.get(number))));
            }
        }
        CandidateIndexBuilder index = new CandidateIndexBuilder(concerned);
        List<FieldIndex> indexes = index.build(fields);
        return new Partition(fields.projection(), questions.size(), planned, indexes, index.unindexed());
    }

    private EvalNode node(Condition condition) {
        if (condition instanceof Predicate predicate) {
            return questions.computeIfAbsent(
                    new Question(Optional.of(predicate.field()), predicate.test()), this::predicate);
        } else if (condition instanceof Keyword keyword) {
            return questions.computeIfAbsent(new Question(Optional.empty(), keyword.test()), this::keyword);
        } else if (condition instanceof Named named) {
            return new EvalNamed(named.name(), node(named.condition()));
        } else if (condition instanceof Not not) {
            return new EvalNot(node(not.operand()));
        } else if (condition instanceof And and) {
            return new EvalAnd(nodes(and.operands()));
        } else if (condition instanceof Or or) {
            return new EvalOr(nodes(or.operands()));
        } else if (condition instanceof AtLeast atLeast) {
            return new EvalAtLeast(atLeast.count(), nodes(atLeast.operands()));
        }
        throw new IllegalStateException("Unknown: " + condition);
    }

    private List<EvalNode> nodes(List<Condition> conditions) {
        return conditions.stream().map(this::node).toList();
    }

    private EvalNode predicate(Question question) {
        Field field = question.field().orElseThrow();
        return new EvalPredicate(
                questions.size(), question, fields.bind(field), PlannedTest.of(question.test(), fields::bind));
    }

    private EvalNode keyword(Question question) {
        if (question.test() instanceof Test.InList in) {
            return new EvalAnyInList(questions.size(), question, in.list());
        }
        boolean cased =
                !(question.test() instanceof Test.Text text) || text.pattern().cased();
        return new EvalKeyword(questions.size(), question, PlannedTest.keyword(question.test()), !cased);
    }

    private PlannedReport report(Rule.Report report) {
        return new PlannedReport(
                named(report.entity()),
                named(report.dedup()),
                named(report.context()),
                report.levels().stream()
                        .map(level -> new PlannedLevel(level.level(), node(level.condition())))
                        .toList());
    }

    private List<PlannedFeed> feeds(FeedingRule rule) {
        return rule.feeds().stream()
                .map(feed -> new PlannedFeed(
                        feed.group().stream().map(fields::bind).toList(),
                        feed.values().stream().map(fields::bind).toList(),
                        feed.carried().stream()
                                .map(each -> new NamedSource(each.name(), fields.bind(each.field())))
                                .toList()))
                .toList();
    }

    private List<NamedSource> named(List<Field> names) {
        return names.stream()
                .map(field -> new NamedSource(field.name(), fields.bind(field)))
                .toList();
    }
}
