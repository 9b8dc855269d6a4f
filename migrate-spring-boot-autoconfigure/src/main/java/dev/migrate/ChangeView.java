package dev.migrate;

import java.util.List;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * A view of a change.
 *
 * @param description the description, for example {@code add column product.price}
 * @param risk the level of the risk
 * @param reasons the reasons for the risk, in text for users
 */
public record ChangeView(String description, Risk.Level risk, List<String> reasons) {

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
