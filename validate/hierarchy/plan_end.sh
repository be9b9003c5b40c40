
if [ -n "$dry" ]; then
	printf 'nothing was changed\n'
else
	printf 'guest %s has all %s of its snapshots\n' "$domain" "$total"
fi
