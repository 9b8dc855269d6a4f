package dev.migrate;

import java.util.Comparator;
import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A view of a change.
 *
 * @param description the description, for example {@code add column product.price}
 * @param risk the worst kind of risk
 * @param reasons the reasons of all risks, in text for users
 * @param risks the risks, the worst first; empty for a safe change
 */
public record ChangeView(String description, Risk.Kind risk, List<String> reasons, List<Risk> risks) {

	/**
	 * Create the view of a change.
	 * @param description the description
	 * @param risks the risks; empty for a safe change
	 * @return the view
	 */
	public static ChangeView of(String description, List<Risk> risks) {
		List<Risk> sorted = risks.stream().sorted(Comparator.comparing(Risk::kind).reversed()).toList();
		return new ChangeView(description, Risk.Kind.worst(Risk.Kind.of(sorted)),
				sorted.stream().map(Risk::reason).toList(), sorted);
	}

	/**
	 * A view of an unmanaged object of the database that is left alone.
	 *
	 * @param description the description of the omitted change
	 * @param reason the reason why the object is left alone
	 * @param option the option of {@code generate-changeset} that forces the change;
	 * {@code null} if a mapped object depends on the object
	 */
	public record LeftAloneView(String description, String reason, @Nullable String option) {

	}

}
