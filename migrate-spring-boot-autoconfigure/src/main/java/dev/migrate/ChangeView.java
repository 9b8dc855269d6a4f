package dev.migrate;

import java.util.Comparator;
import java.util.List;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversions;
import dev.migrate.change.Risk;
import dev.migrate.changelog.Ownership.LeftAlone;
import org.jspecify.annotations.Nullable;

/**
 * A change as a person or a program sees it.
 *
 * @param description what it is, for example {@code add column product.price}
 * @param risk how bad it can be, in one or two words
 * @param reasons why
 */
public record ChangeView(String description, String risk, List<String> reasons) {

	static ChangeView of(Change change, Changes all, Conversions conversions) {
		List<Risk> risks = all.risks(change, conversions);
		Risk.Level worst = risks.stream().map(Risk::level).max(Comparator.naturalOrder()).orElse(Risk.Level.SAFE);
		return new ChangeView(change.description(), worst.toString(), risks.stream().map(Risk::reason).toList());
	}

	/**
	 * A thing that is in the database, that no entity maps, and that is left alone.
	 *
	 * @param description what would be done about it
	 * @param reason why it is left alone
	 * @param option the option of {@code generate-changeset} that does it nevertheless;
	 * {@code null} where an entity asks for something that uses it
	 */
	public record LeftAloneView(String description, String reason, @Nullable String option) {

		static LeftAloneView of(LeftAlone left) {
			return new LeftAloneView(left.change().description(), left.reason(), DropAnswers.option(left).orElse(null));
		}

	}

}
